package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.knowledge.ComponentCatalog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two spellings of an endpoint (everything in the URI; options and even the path under {@code parameters})
 * into one. Whatever Camel would still decode, trim or unwrap is refused here: percent signs outside HTTP addresses,
 * backslashes, RAW(), second question marks.
 */
final class EndpointReader {
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9-]{0,40})(?::(.*))?", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,60}");
    /** Escapes that would become part of the URI's own grammar if they were decoded once more. */
    private static final Pattern REWRITTEN = Pattern.compile("%(?:2[356]|3[fFdD]|[01]|[^0-9A-Fa-f]|.?$|.[^0-9A-Fa-f])");

    /**
     * Camel glues the values under {@code parameters} into a URI as they stand and takes it apart again: line breaks go,
     * with the blanks behind them, escapes are decoded, then each ampersand begins an option.
     */
    private static final Pattern ADDING = Pattern.compile("[&\\p{Cntrl}]|%[0-9A-Fa-f]|RAW[({]");

    private static final String PUNCTUATION = "/._~-{}:?&=+,*@!$'()[];#%|^<>\" \n";

    private final ComponentCatalog catalog;
    private final Findings findings;

    EndpointReader(ComponentCatalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    Optional<Endpoint> read(
            Node.Scalar uri, Node.@Nullable Mapping parameters, boolean consumes, @Nullable String step) {
        return read(uri, parameters, consumes, false, step);
    }

    /** @param literal whether Camel takes the URI as it stands, so that a file name in it is judged as a file name */
    Optional<Endpoint> read(
            Node.Scalar uri,
            Node.@Nullable Mapping parameters,
            boolean consumes,
            boolean literal,
            @Nullable String step) {
        String text = uri.text();
        String fixed = literal && text.startsWith("file:") ? text.replaceAll("\\?.*", "") : text;
        if (fixed.contains("${") || text.contains("$simple{"))
            return refuse(
                    RuleId.ENDPOINT_DYNAMIC,
                    uri.place(),
                    step,
                    "The endpoint " + shown(text) + " depends on the message.");
        Matcher parts = SCHEME.matcher(text);
        if (!parts.matches())
            return syntax(
                    uri.place(), step, "The endpoint " + shown(text) + " does not begin with a lower-case scheme.");
        String scheme = parts.group(1);
        String rest = withoutBlanks(scheme, parts.group(2) == null ? "" : parts.group(2));
        if (rest.contains("=#"))
            return refuse(
                    RuleId.REFERENCE_NOT_ALLOWED,
                    uri.place(),
                    step,
                    "The endpoint " + shown(text) + " refers to an object in the registry.");
        if (!isPlain(rest, scheme))
            return syntax(
                    uri.place(),
                    step,
                    "The endpoint " + shown(text) + " holds blanks, escapes or signs that Camel would rewrite.");
        var options = new LinkedHashMap<String, Node.Scalar>();
        int query = rest.indexOf('?');
        if (query >= 0 && !queryOptions(rest.substring(query + 1), uri.place(), step, options)) return Optional.empty();
        if (parameters != null) {
            if (query >= 0)
                return syntax(uri.place(), step, "The endpoint has options in its URI and under `parameters` too.");
            if (!parameterOptions(parameters, step, options)) return Optional.empty();
        }
        String written = query >= 0 ? rest.substring(0, query) : rest;
        String path = !written.isEmpty() ? withoutSlashes(written) : pathFrom(scheme, options);
        if (!isPlain(path, scheme) || path.indexOf('?') >= 0)
            return syntax(uri.place(), step, "The path of the endpoint is not written plainly.");
        return Optional.of(new Endpoint(scheme, path, options, consumes, uri.place(), step));
    }

    /** A schedule in a URI may be written with blanks or with plus signs. */
    private static String withoutBlanks(String scheme, String rest) {
        int query = rest.indexOf('?');
        if (query < 0 || !(scheme.equals("quartz") || scheme.equals("cron"))) return rest;
        return rest.substring(0, query) + rest.substring(query).replace(' ', '+');
    }

    private static boolean isPlain(String rest, String scheme) {
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (rest.contains("RAW(") || rest.contains("RAW{") || hasSecondQuery(rest)) return false;
        if (REWRITTEN.matcher(rest).find() || (scheme.equals("file") && rest.contains("+"))) return false;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '%' ? !http : !(Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0)) return false;
            if (c == ' ' || c == '\n' || c == '#') return false;
        }
        return true;
    }

    /** A question mark as a field of a schedule, behind a blank written as plus, is none. */
    private static boolean hasSecondQuery(String rest) {
        String fields = rest.replace("+?", "+");
        return fields.indexOf('?') != fields.lastIndexOf('?');
    }

    private boolean queryOptions(String query, Place place, @Nullable String step, Map<String, Node.Scalar> options) {
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                syntax(place, step, "An option of the endpoint has no name or no value.");
                return false;
            }
            var value = new Node.Scalar(part.substring(equals + 1).replace('+', ' '), true, place);
            if (!put(part.substring(0, equals), value, place, step, options)) return false;
        }
        return true;
    }

    private boolean parameterOptions(Node.Mapping parameters, @Nullable String step, Map<String, Node.Scalar> options) {
        for (var entry : parameters.entries()) {
            if (!(entry.value() instanceof Node.Scalar scalar)) {
                refuse(
                        RuleId.SHAPE,
                        entry.place(),
                        step,
                        "The option " + quote(entry.key()) + " is a list or mapping instead of one value.");
                return false;
            }
            if (ADDING.matcher(scalar.text()).find()) {
                findings.add(
                        RuleId.ENDPOINT_SYNTAX,
                        scalar.place(),
                        step,
                        "The option " + quote(entry.key())
                                + " holds a sign with which Camel begins another option or rewrites this one.",
                        "Leave out `&`, line breaks, tabs, `RAW` and a percent sign before a digit or letter; in a text of"
                                + " Simple use a step such as `setBody` or `filter` instead of the Kamelet.");
                return false;
            }
            if (!put(entry.key(), scalar, entry.place(), step, options)) return false;
        }
        return true;
    }

    private boolean put(
            String name, Node.Scalar value, Place place, @Nullable String step, Map<String, Node.Scalar> options) {
        if (!OPTION.matcher(name).matches()) {
            syntax(place, step, "The option name " + quote(name) + " is not a plain name.");
            return false;
        }
        String decoded = value.text().replace('+', ' ').strip();
        if (ExpressionRules.isLoaded(decoded)) {
            refuse(
                    RuleId.RESOURCE_NOT_ALLOWED,
                    value.place(),
                    step,
                    "The option " + quote(name) + " is loaded from elsewhere.");
            return false;
        }
        if (decoded.startsWith("#")) {
            refuse(
                    RuleId.REFERENCE_NOT_ALLOWED,
                    value.place(),
                    step,
                    "The option " + quote(name) + " refers to " + quote(value.text()) + " in the registry.");
            return false;
        }
        if (options.put(camelCase(name), value) == null) return true;
        syntax(place, step, "The option " + quote(name) + " stands twice, in one spelling or two.");
        return false;
    }

    /**
     * {@code uri: kafka} with {@code topic} under parameters: the path is put together as the syntax says. A value is
     * taken as it stands, so that a leading slash is still there to be judged.
     */
    private String pathFrom(String scheme, Map<String, Node.Scalar> options) {
        String syntax = catalog.syntax(scheme);
        String path = withoutSlashes(syntax.substring(syntax.indexOf(':') + 1));
        boolean any = false;
        for (String name : catalog.pathOptions(scheme)) {
            var value = options.remove(name);
            if (value == null && !any)
                path = path.substring(Math.min(path.length(), path.indexOf(name) + name.length() + 1));
            else if (value == null) path = path.substring(0, Math.max(0, path.indexOf(name) - 1));
            else path = path.replace(name, value.text());
            any |= value != null;
        }
        return any ? path : "";
    }

    private static String withoutSlashes(String path) {
        return path.startsWith("//") ? path.substring(2) : path;
    }

    /** Without options and user info: a finding must not carry a password into a log. */
    static String shown(String uri) {
        int query = uri.indexOf('?');
        String address = query < 0 ? uri : uri.substring(0, query) + "?…";
        int user = address.indexOf('@');
        int scheme = address.indexOf(':');
        return quote(
                user < 0 || scheme < 0 || user < scheme
                        ? address
                        : address.substring(0, scheme + 1) + "…" + address.substring(user));
    }

    private static String camelCase(String name) {
        var result = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-' && i + 1 < name.length()) result.append(Character.toUpperCase(name.charAt(++i)));
            else result.append(c);
        }
        return result.toString();
    }

    private Optional<Endpoint> syntax(Place place, @Nullable String step, String problem) {
        return refuse(RuleId.ENDPOINT_SYNTAX, place, step, problem);
    }

    private Optional<Endpoint> refuse(RuleId rule, Place place, @Nullable String step, String problem) {
        findings.add(rule, place, step, problem, rule.remedy());
        return Optional.empty();
    }
}

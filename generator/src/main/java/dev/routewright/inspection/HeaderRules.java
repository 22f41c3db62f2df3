package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers: a route names them literally, steers Camel only by those of the policy, and carries no credentials. */
final class HeaderRules implements Rule {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern REMOVED = Pattern.compile("[A-Za-z0-9_.|*()^$+?\\[\\]-]{1,256}");
    private static final Pattern PLAIN_REMOVED = Pattern.compile("[A-Za-z0-9_.-]*\\*?");
    private static final Pattern BUSINESS = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final List<String> STEERING = List.of("camel", "org.apache.camel", "kafka.", "routewright");

    private final Policy.Content policy;

    HeaderRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.elements()
                .forEach(element -> element.values().values().forEach(value -> judge(value, element, findings)));
    }

    private void judge(Value value, Element element, Findings findings) {
        if (value.kind().type() == Kind.Type.HEADER_PATTERN && !isPattern(value.text()))
            findings.add(
                    RuleId.HEADER_NOT_ALLOWED,
                    value.scalar().place(),
                    element.step(),
                    "The header pattern " + quote(value.text()) + " is not a plain name or pattern.",
                    "Write `*`, a name, or names separated by `|`.");
        if (value.kind().type() != Kind.Type.HEADER) return;
        Optional<Kind> control = settable(policy, value.text(), value.scalar().place(), element.step(), findings);
        control.ifPresent(kind -> content(value, kind, element, findings));
    }

    /** Camel reads a pattern as a name, as a beginning with a star, or as a regular expression over names of strangers. */
    private static boolean isPattern(String text) {
        return REMOVED.matcher(text).matches()
                && (PLAIN_REMOVED.matcher(text).matches() || RegexCost.isCheap(text.replaceFirst("^\\(\\?i\\)", "")));
    }

    /** A header somebody made up: it steers nothing and proves nothing. */
    static boolean isBusiness(Policy.Content policy, String name) {
        return BUSINESS.matcher(name).matches()
                && STEERING.stream().noneMatch(name.toLowerCase(Locale.ROOT)::startsWith)
                && !Names.matchesAny(policy.headers().forbidden(), name);
    }

    /** The kind of content the policy demands of a control header; empty when the name is free or has been refused. */
    static Optional<Kind> settable(
            Policy.Content policy, String name, Place place, @Nullable String step, Findings findings) {
        for (Map.Entry<String, Kind> control : policy.headers().control().entrySet())
            if (control.getKey().equalsIgnoreCase(name)) return Optional.of(control.getValue());
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches())
            refuse(name, "is not a plain header name", "Use letters, digits and dashes.", place, step, findings);
        else if (STEERING.stream().anyMatch(lower::startsWith))
            refuse(
                    name,
                    "steers Camel and is not on the policy's list",
                    NearMisses.ask(
                            name,
                            policy.headers().control().keySet(),
                            "Of these only "
                                    + NearMisses.list(policy.headers().control().keySet()) + " may be set."),
                    place,
                    step,
                    findings);
        else if (Names.matchesAny(policy.headers().forbidden(), name))
            refuse(
                    name,
                    "may not be set by a route",
                    "Leave it out; addresses and credentials belong to the service's settings.",
                    place,
                    step,
                    findings);
        return Optional.empty();
    }

    /**
     * Text kinds take any allowed expression, and so does a status, which the ingress bounds; the others demand a constant
     * of that kind.
     */
    private void content(Value name, Kind kind, Element element, Findings findings) {
        if (kind.type() == Kind.Type.TEXT) return;
        for (Expression expression : element.expressions()) {
            if (expression.isFixed())
                new ValueRules(policy, findings).judge(new Value(name.text(), kind, expression.text()), element.step());
            else if (kind.type() != Kind.Type.STATUS
                    && (kind.type() != Kind.Type.DATA_FILE_NAME || !FileRules.isSafeName(expression)))
                findings.add(
                        RuleId.HEADER_NOT_ALLOWED,
                        expression.text().place(),
                        element.step(),
                        "The header " + quote(name.text()) + " depends on the message.",
                        kind.type() == Kind.Type.DATA_FILE_NAME
                                ? "Write it as a constant, or as jq that ends in `" + FileRules.SAFE_NAME.strip() + "`."
                                : "Write it as a constant.");
        }
    }

    private static void refuse(
            String name, String problem, String remedy, Place place, @Nullable String step, Findings findings) {
        findings.add(RuleId.HEADER_NOT_ALLOWED, place, step, "The header " + quote(name) + " " + problem + ".", remedy);
    }
}

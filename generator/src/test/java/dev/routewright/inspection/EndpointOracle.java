package dev.routewright.inspection;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.util.URISupport;

/** What an endpoint URI, as Camel normalises it, reaches that the plain lists do not allow. */
final class EndpointOracle {
    private static final Set<Integer> PORTS = Set.of(-1, 80, 443, 8443);
    private static final Pattern FILE_FUNCTION = Pattern.compile("\\$\\{(?!date:now|exchangeId|uuid|random)");
    private static final List<String> PREFIXES = List.of(
            "httpClient.", "httpConnection.", "additionalProperties.", "trigger.", "job.", "scheduler.", "consumer.");
    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();
    private static final Set<String> KNOWN = known();

    private final SimpleOracle simple;

    EndpointOracle(SimpleOracle simple) {
        this.simple = simple;
    }

    /** Judges the URI after placeholders have been replaced. */
    void judge(String uri, boolean source, List<String> found) {
        String written = whole(uri);
        String normal;
        try {
            normal = URISupport.normalizeUri(written.strip());
        } catch (Exception e) {
            return; // Camel does not resolve it either
        }
        String scheme = normal.contains(":") ? normal.substring(0, normal.indexOf(':')) : normal;
        if (!OracleLists.component(scheme) && !scheme.equals("https")) { // listed beside http
            found.add("component " + scheme);
            return;
        }
        if (written.contains("RAW(") || written.contains("RAW{")) found.add("RAW in " + written);
        String rest = normal.substring(Math.min(normal.length(), scheme.length() + 1));
        String path = rest.contains("?") ? rest.substring(0, rest.indexOf('?')) : rest;
        options(scheme, written, path, found);
        switch (scheme) {
            case "http", "https" -> http(scheme, rest, written, source, found);
            case "kafka" -> {
                if (!OracleLists.topic(plain(path))) found.add("topic " + path);
            }
            case "file" -> folder(plain(path), found);
            case "direct", "seda" -> {
                String name = plain(path).toLowerCase(Locale.ROOT);
                if (name.startsWith("routewright") || name.startsWith("system")) found.add("reserved " + name);
            }
            case "platform-http" -> {
                if (!("/" + plain(path)).startsWith("/in/")) found.add("entry " + path);
            }
            case "kamelet" -> {
                String name = plain(path);
                if (!OracleLists.isKamelet(name)) found.add("kamelet " + name);
            }
            default -> {}
        }
        if (!scheme.equals("file") && !scheme.equals("kamelet") && written.contains("${"))
            found.add("dynamic endpoint " + written);
    }

    /** Without the component's jar the loader leaves the path among the options; the catalog knows its place. */
    private static String whole(String uri) {
        if (!uri.matches("(?s)[a-z-]+\\?.*")) return uri;
        String scheme = uri.substring(0, uri.indexOf('?'));
        try {
            Map<String, String> options = new java.util.LinkedHashMap<>();
            URISupport.parseQuery(uri.substring(scheme.length() + 1), true, true)
                    .forEach((k, v) -> options.put(camel(k), String.valueOf(v)));
            return CATALOG.asEndpointUri(scheme, options, false).replace("&amp;", "&");
        } catch (Exception e) {
            return uri;
        }
    }

    private static String plain(String path) {
        return path.replaceFirst("^/+", "");
    }

    private void options(String scheme, String written, String path, List<String> found) {
        int question = written.indexOf('?');
        if (question < 0) return;
        Map<String, Object> options;
        try {
            options = URISupport.parseQuery(written.substring(question + 1).replaceFirst("^\\?+", ""), false, true);
        } catch (Exception e) {
            return; // Camel does not resolve it either
        }
        boolean http = scheme.startsWith("http");
        Set<String> allowed = scheme.equals("kamelet") ? OracleLists.kamelet(plain(path)) : OracleLists.options(scheme);
        options.forEach((key, value) -> {
            String name = camel(key);
            String text = String.valueOf(value);
            boolean known = !http || KNOWN.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
            if (known && !allowed.contains(name)) found.add("option " + name + " of " + scheme);
            if (text.startsWith("#")) found.add("reference " + text);
            if (scheme.equals("kamelet")) kamelet(plain(path), name, text, found);
            if (scheme.equals("file") && FILE_FUNCTION.matcher(text).find() && !text.contains("${file:"))
                found.add("file option " + name + "=" + text);
            if (scheme.equals("file")
                    && Set.of("fileName", "move", "moveFailed", "doneFileName").contains(name)
                    && climbs(text)) found.add("file leaves the root: " + text);
            if (Set.of("followRedirects", "deleteWithBody").contains(name) && text.equals("true"))
                found.add(name + "=" + text);
        });
    }

    private void kamelet(String kamelet, String name, String text, List<String> found) {
        if (text.strip().startsWith("resource:")) found.add("resource in kamelet: " + text);
        if (kamelet.equals("set-body-action") || name.equals("expression") || name.equals("value"))
            found.addAll(simple.judge(text, name.equals("expression")));
        if (kamelet.equals("insert-header-action") && name.equals("name")) AttributeOracle.header(text, found);
    }

    private static void http(String scheme, String rest, String written, boolean source, List<String> found) {
        if (source) found.add("http as a source");
        try {
            URI uri = new URI(scheme + ":" + (rest.startsWith("//") ? rest : "//" + plain(rest)));
            String host = uri.getHost();
            if (host == null || !OracleLists.host(scheme, host)) found.add("host " + host + " of " + written);
            if (uri.getUserInfo() != null) found.add("user info in " + written);
            if (!PORTS.contains(uri.getPort())) found.add("port " + uri.getPort());
            String path = String.valueOf(uri.getPath());
            if (List.of(path.split("/")).contains("..")) found.add("dot segments in " + path);
        } catch (java.net.URISyntaxException e) {
            found.add("no host in " + written);
        }
    }

    private static void folder(String folder, List<String> found) {
        String decoded = java.net.URLDecoder.decode(
                folder.replace("+", "%2B").replaceAll("%(?![0-9a-fA-F]{2})", "%25"),
                java.nio.charset.StandardCharsets.UTF_8);
        if (climbs(decoded)
                || !Path.of(decoded.replace("\u0000", "")).normalize().startsWith("data"))
            found.add("folder " + folder);
    }

    private static boolean climbs(String path) {
        String forward = path.replace('\\', '/');
        return forward.startsWith("/")
                || forward.startsWith("~")
                || List.of(forward.split("/")).contains("..");
    }

    private static String camel(String key) {
        return Pattern.compile("-([a-z])").matcher(key).replaceAll(m -> m.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static Set<String> known() {
        return CATALOG.componentModel("http").getEndpointParameterOptions().stream()
                .map(o -> o.getName())
                .collect(Collectors.toSet());
    }
}

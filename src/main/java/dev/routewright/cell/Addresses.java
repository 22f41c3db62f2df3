package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.route.Grant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges the addresses written in a route, with the direction they are used in. What Camel makes of an address is seen
 * once more by {@link EndpointGate}; here it must be plain enough that both mean the same.
 */
final class Addresses {
    /** No blanks, control or encoded characters in front of the options, no backslash, nothing evaluated. */
    private static final Pattern PLAIN = Pattern.compile("([a-z][a-z0-9-]*)(?::([^\\s\\p{C}\\\\%#?]*))?(?:\\?(.*))?");

    private static final Pattern REFERENCE = Pattern.compile("(?:^|&)([^&=]*=\\s*(?:#|%23)[^&]*)");

    private static final Pattern HTTP =
            Pattern.compile("(?:/?/)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\\d{1,5}))?(?:/.*)?");
    private static final Set<String> QUEUES = Set.of("direct", "seda");
    private static final Pattern CLIMBS = Pattern.compile("(?:^|/)\\.\\.?(?:/|$)");
    private static final Pattern RESERVED = Pattern.compile("(?i)/*(?:routewright|system).*");

    private final Grant grant;
    private final Permitted permitted;

    Addresses(Grant grant, Permitted permitted) {
        this.grant = grant;
        this.permitted = permitted;
    }

    /** A message is sent there. */
    void produce(String uri) {
        var address = read(uri, permitted.producing());
        switch (address.scheme) {
            case "file" -> granted(grant.foldersWritten(), "writing into folder ", address.path);
            case "kafka" -> granted(grant.topicsWritten(), "sending to topic ", address.path);
            case "http", "https" -> granted(grant.hosts(), "the host ", origin(address));
            case "platform-http" -> throw new OutsideGrant("sending to an entry");
            default -> {}
        }
    }

    /** Messages come from there. */
    void consume(String uri) {
        var address = read(uri, permitted.consuming());
        switch (address.scheme) {
            case "file" -> granted(grant.foldersRead(), "reading folder ", address.path);
            case "kafka" -> granted(grant.topicsRead(), "reading topic ", address.path);
            default -> {}
        }
    }

    private Address read(String uri, Map<String, Set<String>> direction) {
        var plain = PLAIN.matcher(uri);
        if (!plain.matches() || uri.contains("RAW(") || uri.contains("RAW{"))
            throw new OutsideGrant("the address " + uri);
        var scheme = plain.group(1);
        // The names of files may hold a time, and parameters of Kamelets Simple; what of it is judged with them.
        boolean mayEvaluate = scheme.equals("file") || scheme.equals("kamelet");
        int at = uri.indexOf("${");
        boolean inPath = at >= 0 && (uri.indexOf('?') < 0 || at < uri.indexOf('?'));
        if (at >= 0 && (inPath || !mayEvaluate)) throw new OutsideGrant("the address " + uri);
        if (!grant.components().contains(scheme) || !direction.containsKey(scheme))
            throw new OutsideGrant("component " + scheme);
        var path = plain.group(2) == null ? "" : plain.group(2);
        // Entries name parts of their path in braces.
        if (path.contains("{") && !scheme.equals("platform-http")) throw new OutsideGrant("the address " + uri);
        if (CLIMBS.matcher(path).find()) throw new OutsideGrant("the address " + uri);
        // Camel would name a route by it.
        if (scheme.equals("kamelet") && path.contains("/")) throw new OutsideGrant("the address " + uri);
        var reference = REFERENCE.matcher(plain.group(3) == null ? "" : plain.group(3));
        if (reference.find()) throw new OutsideGrant("the option " + reference.group(1));
        checkOptions(scheme, plain.group(3), direction.get(scheme));
        var folder = path.startsWith("//") ? path.substring(2) : path;
        if (QUEUES.contains(scheme) && RESERVED.matcher(folder).matches())
            throw new OutsideGrant("the queue " + folder);
        return new Address(scheme, path, folder);
    }

    /** Where unknown options are sent as a query, and for Kamelets, what Camel makes of them decides. */
    private void checkOptions(String scheme, @Nullable String query, Set<String> listed) {
        if (query == null || permitted.querying().contains(scheme) || scheme.equals("kamelet")) return;
        for (var option : query.split("&")) {
            var name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
            if (!name.isEmpty() && !listed.contains(name))
                throw new OutsideGrant("the %s option %s".formatted(scheme, name));
        }
    }

    private static String origin(Address address) {
        var host = HTTP.matcher(address.whole);
        if (!host.matches()) throw new OutsideGrant("the host " + address.whole);
        var port = host.group(2) == null ? (address.scheme.equals("https") ? "443" : "80") : host.group(2);
        return "%s://%s:%d".formatted(address.scheme, host.group(1), Integer.parseInt(port));
    }

    private static void granted(Set<String> names, String what, String name) {
        if (!names.contains(name)) throw new OutsideGrant(what + name);
    }

    private record Address(String scheme, String whole, String path) {}
}

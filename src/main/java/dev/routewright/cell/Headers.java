package dev.routewright.cell;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which headers come in and go out. Camel steers its components by headers, so none of that kind may come from
 * outside, in any spelling; credentials and connection headers stay at the door.
 */
final class Headers {
    private static final Set<String> AT_THE_DOOR = Set.of(
            "authorization",
            "proxy-authorization",
            "proxy-authenticate",
            "cookie",
            "set-cookie",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "host",
            "content-length",
            "accept-encoding");
    private static final Set<String> MAY_LEAVE = Set.of(
            "content-language",
            "location",
            "etag",
            "last-modified",
            "cache-control",
            "retry-after",
            "x-request-id",
            "x-correlation-id");
    private static final String KEY = "kafka.KEY";

    private Headers() {}

    static boolean mayEnter(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("camel")
                && !lower.startsWith("kafka.")
                && !lower.startsWith("org.apache.camel")
                && !lower.startsWith("routewright")
                && !AT_THE_DOOR.contains(lower);
    }

    static boolean mayLeave(String name) {
        return MAY_LEAVE.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The value under a name in any spelling, empty when there is none. */
    static String get(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(h -> h.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Headers of a message as they may be kept and sent in again: text only, nothing that steers, no credentials. */
    static Map<String, String> safe(Map<String, Object> headers) {
        var safe = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (!mayEnter(name) && !name.equals(KEY)) return;
            if (value instanceof byte[] bytes) safe.put(name, new String(bytes, StandardCharsets.UTF_8));
            else if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean)
                safe.put(name, value.toString());
        });
        return safe;
    }
}

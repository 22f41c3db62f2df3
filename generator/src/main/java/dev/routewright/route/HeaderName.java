package dev.routewright.route;

import java.util.Locale;
import java.util.Set;

/** HTTP headers that belong to the connection and not to what is said over it (RFC 9110, 7). */
public final class HeaderName {
    private static final Set<String> STEERING = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "keep-alive",
            "cookie",
            "set-cookie",
            "proxy-authorization",
            "proxy-connection",
            "accept-encoding",
            "forwarded");

    private HeaderName() {}

    /** Whether the header, in any spelling, steers the connection: no input and no credential travels in it. */
    public static boolean steers(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return STEERING.contains(lower) || lower.startsWith("x-forwarded-");
    }
}

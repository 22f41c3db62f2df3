package dev.routewright.cell;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a query string without touching the body, which a servlet's own reader would take for a form. */
final class Query {
    private Query() {}

    static Map<String, String> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query == null) return parameters;
        for (var pair : query.split("&")) {
            int at = pair.indexOf('=');
            if (at > 0)
                parameters.merge(
                        decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)), (a, b) -> a + "," + b);
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}

package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of the integration got.
 *
 * @param status null when nothing came back
 * @param json null when the text is none
 * @param headers by lower-case name
 * @param error why nothing came back
 */
record Reply(
        @Nullable Integer status,
        String text,
        @Nullable JsonNode json,
        ObjectNode headers,
        @Nullable String error,
        double seconds) {

    static Reply of(int status, String text, ObjectNode headers, double seconds) {
        return new Reply(status, text, Text.parse(text), headers, null, seconds);
    }

    static Reply missing(String error, double seconds) {
        return new Reply(null, "", null, Text.MAPPER.createObjectNode(), error, seconds);
    }

    boolean isGood() {
        return status != null && status >= 200 && status < 300;
    }

    ObjectNode brief() {
        return Text.MAPPER
                .createObjectNode()
                .put("status", status)
                .put("text", Text.shortly(text, 300))
                .put("error", error)
                .put("s", Math.round(seconds * 100) / 100.0);
    }
}

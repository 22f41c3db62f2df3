package dev.routewright.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Values as short JSON inside a sentence. */
final class PlainText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 60;

    private PlainText() {}

    /** How long the value is as JSON, a text as it stands. */
    static int length(@Nullable Object value) {
        if (value instanceof String text) return text.length();
        try {
            return value == null ? 0 : JSON.writeValueAsString(value).length();
        } catch (JsonProcessingException notJson) {
            return 0;
        }
    }

    static String json(@Nullable Object value) {
        try {
            return Texts.line(JSON.writeValueAsString(value), LONGEST);
        } catch (JsonProcessingException notJson) {
            return "\u2026";
        }
    }
}

package dev.routewright.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Values as short JSON inside a sentence. */
final class PlainText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 60;

    private PlainText() {}

    static String json(@Nullable Object value) {
        try {
            return Texts.line(JSON.writeValueAsString(value), LONGEST);
        } catch (JsonProcessingException notJson) {
            return "\u2026";
        }
    }
}

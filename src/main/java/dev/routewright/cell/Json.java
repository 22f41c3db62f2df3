package dev.routewright.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as cells read and write it. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The text of a value that is JSON by its type, with text nodes unquoted; null when it is something else. */
    static @Nullable String text(@Nullable Object value) {
        if (value instanceof JsonNode node && node.isTextual()) return node.textValue();
        return value instanceof JsonNode || value instanceof Map || value instanceof List ? document(value) : null;
    }

    /** A JSON document as what it is, and everything else as text. */
    static JsonNode parsed(String text) {
        if (text.isBlank()) return TextNode.valueOf(text);
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(text);
        }
    }

    static String document(Object value) {
        try {
            return value instanceof JsonNode node ? node.toString() : MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException("The body cannot be written as JSON.", notJson);
        }
    }
}

package dev.routewright.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/** JSON texts to JDK values and back. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A sample value is not JSON.", e);
        }
    }

    /** Null for what is not JSON. */
    static @Nullable Object read(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** For comparing: the value as if it had been written and read. */
    static JsonNode tree(@Nullable Object value) {
        try {
            return value == null ? MissingNode.getInstance() : MAPPER.readTree(write(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A sample value is not JSON.", e);
        }
    }
}

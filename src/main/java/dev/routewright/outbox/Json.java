package dev.routewright.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Inputs as they were written by the outbox itself. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode object(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("The inputs of a call in the outbox are not JSON.", notOurs);
        }
    }
}

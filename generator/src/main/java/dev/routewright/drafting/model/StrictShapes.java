package dev.routewright.drafting.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** OpenAI guarantees a shape only when every object of it names all of its fields as required and allows no others. */
final class StrictShapes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StrictShapes() {}

    static boolean strict(String jsonSchema) {
        try {
            return strict(JSON.readTree(jsonSchema));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The shape of an answer is no JSON.", broken);
        }
    }

    private static boolean strict(JsonNode schema) {
        JsonNode fields = schema.path("properties");
        if (fields.isObject()) {
            boolean closed = schema.path("additionalProperties").isBoolean()
                    && !schema.path("additionalProperties").asBoolean();
            if (!closed || schema.path("required").size() != fields.size()) return false;
        } else if (schema.path("type").asText().equals("object")) return false;
        for (JsonNode part : schema) if (part.isContainerNode() && !strict(part)) return false;
        return true;
    }
}

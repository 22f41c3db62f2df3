package dev.routewright.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What people hand in to register a service → the OpenAPI document that is kept. OpenAPI stays as it is; a service
 * written by hand and a Kamelet that makes one HTTP call are written as OpenAPI, so that everything behind this knows
 * one kind of document. The same text always gives the same document.
 */
public final class ServiceDocuments {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ServiceDocuments() {}

    /**
     * @param name of the service, for what is said
     * @throws IllegalArgumentException with a sentence for people when it is a Kamelet or written by hand, and no service
     */
    public static String openApi(String name, String text) {
        try {
            var tree = Documents.read(text);
            if (!tree.isObject()) return text;
            if (tree.hasNonNull("openapi") || tree.hasNonNull("swagger") || tree.hasNonNull("asyncapi")) return text;
            if (tree.path("kind").asText().equals("Kamelet")) return written(KameletService.openApi(tree));
            return tree.has("operations") ? written(HandWritten.openApi(name, tree)) : text;
        } catch (Unusable refused) {
            throw new IllegalArgumentException(refused.sentenceFor(name));
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static String written(JsonNode document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of values can always be written.", impossible);
        }
    }
}

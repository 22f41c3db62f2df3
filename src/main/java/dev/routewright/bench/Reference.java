package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;

/** Follows {@code $ref} within an OpenAPI document. */
final class Reference {
    private static final int FARTHEST = 100;

    private Reference() {}

    static JsonNode follow(JsonNode document, JsonNode node) {
        var found = node;
        for (int i = 0; found.path("$ref").isTextual(); i++) {
            var path = found.path("$ref").textValue();
            found = document.at(path.replaceFirst("^#?/?", "/"));
            if (found.isMissingNode() || i == FARTHEST)
                throw new CaseUnusable("A service document refers to " + path + ", which leads nowhere.");
        }
        return found;
    }
}

package dev.routewright.inspection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Camel's own JSON schema of its YAML DSL, used to check the policy, not each route: what a policy lists exists in
 * Camel, and what it lacks is refused anyway. See docs/decisions/2026-11-22-inspection-schema.md.
 */
final class CamelGrammar {
    private static final String SCHEMA = "/schema/camelYamlDsl.json";
    private static final String STEP = "org.apache.camel.model.ProcessorDefinition";

    private final JsonNode schema;

    CamelGrammar() {
        try (InputStream in = CamelGrammar.class.getResourceAsStream(SCHEMA)) {
            schema = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("[policy] Camel's YAML schema cannot be read. Build the jar again.", e);
        }
    }

    /** A mapping Camel knows: its keys, and where each leads to. */
    final class Definition {
        private final Map<String, JsonNode> properties = new HashMap<>();

        private Definition(JsonNode definition) {
            collect(definition);
        }

        private void collect(JsonNode node) {
            node.path("properties").fields().forEachRemaining(e -> {
                if (!e.getValue().isEmpty() || !properties.containsKey(e.getKey()))
                    properties.put(e.getKey(), e.getValue());
            });
            for (String alternatives : new String[] {"oneOf", "anyOf"})
                node.path(alternatives).forEach(this::collect);
        }

        Set<String> keys() {
            return properties.keySet();
        }

        /** What stands under a key, through a list as well. */
        Optional<Definition> at(String key) {
            JsonNode property =
                    properties.getOrDefault(key, com.fasterxml.jackson.databind.node.MissingNode.getInstance());
            JsonNode reference = property.has("items") ? property.path("items").path("$ref") : property.path("$ref");
            return resolve(reference);
        }
    }

    Optional<Definition> top(String key) {
        return resolve(schema.path("items").path("properties").path(key).path("$ref"));
    }

    Optional<Definition> step(String key) {
        return resolve(definition(STEP).path("properties").path(key).path("$ref"));
    }

    private Optional<Definition> resolve(JsonNode reference) {
        String text = reference.asText("");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Definition(definition(text.substring(text.lastIndexOf('/') + 1))));
    }

    private JsonNode definition(String name) {
        return schema.path("items").path("definitions").path(name);
    }
}

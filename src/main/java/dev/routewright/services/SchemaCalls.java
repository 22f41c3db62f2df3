package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import dev.routewright.knowledge.BuiltIn;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operation of the built-in schema: compares, and fetches nothing. Both sides are untrusted: the schema is bounded,
 * refers to itself only, and its patterns give up. Safe for any number of threads.
 */
public final class SchemaCalls {
    static final int LARGEST_SCHEMA = 64 * 1024;
    static final int MOST_ERRORS = 50;
    private static final int MOST_SCHEMAS = 200;
    private static final String KEY = BuiltIn.SCHEMA + ".validate";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Takes no schema from anywhere, whatever a reference says. */
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012, factory -> factory.enableSchemaCache(false)
                    .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(BoundedPattern::new)
            .build();

    private final Map<JsonNode, JsonSchema> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonNode, JsonSchema> eldest) {
            return size() > MOST_SCHEMAS;
        }
    };

    private static final class Draft {
        /** What every schema has to keep to; comes with the library. */
        static final JsonSchema META = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"), CONFIG);
    }

    /** Makes the call. */
    public JsonNode call(String operation, @Nullable JsonNode given) throws ServiceFailure {
        if (!operation.equals("validate"))
            throw new SchemaUnusable(BuiltIn.SCHEMA + "." + operation, "There is no such operation.", null);
        var input = given == null ? NullNode.instance : given;
        var schema = input.path("schema");
        if (!schema.isObject())
            throw new SchemaUnusable(
                    KEY,
                    "The input schema must be a JSON object. Nothing was compared; write it into the route.",
                    null);
        var value = Optional.ofNullable(input.get("value")).orElse(NullNode.instance);
        var faults = compare(schema, value);
        if (faults.isEmpty()) return NODES.objectNode();
        throw refused(faults);
    }

    private Collection<ValidationMessage> compare(JsonNode schema, JsonNode value) throws SchemaUnusable {
        try {
            return compiled(schema).validate(value);
        } catch (BoundedPattern.TooLong endless) {
            throw new SchemaUnusable(
                    KEY,
                    "A pattern of the schema takes too long with this value. Nothing was sent; write it so that there is one "
                            + "way to match.",
                    endless);
        } catch (StackOverflowError deep) {
            throw new SchemaUnusable(
                    KEY,
                    "The schema refers to itself without end, or the value is too deep for it. Nothing was sent.",
                    null);
        } catch (RuntimeException unusable) {
            throw new SchemaUnusable(
                    KEY,
                    "The schema cannot be used: it is not one of draft 2020-12, holds a pattern that is none, or refers to "
                            + "another document. Nothing was sent; mend it in the route.",
                    unusable);
        }
    }

    private JsonSchema compiled(JsonNode schema) throws SchemaUnusable {
        synchronized (compiled) {
            var known = compiled.get(schema);
            if (known != null) return known;
        }
        if (schema.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_SCHEMA)
            throw new SchemaUnusable(
                    KEY,
                    "The schema is larger than %d KB. Nothing was compared; split it.".formatted(LARGEST_SCHEMA / 1024),
                    null);
        if (!Draft.META.validate(schema).isEmpty())
            throw new IllegalArgumentException("It breaks the rules of its draft.");
        var copy = schema.<JsonNode>deepCopy();
        var made = FACTORY.getSchema(copy, CONFIG);
        made.initializeValidators();
        synchronized (compiled) {
            compiled.put(copy, made);
        }
        return made;
    }

    private static ValueRefused refused(Collection<ValidationMessage> faults) {
        ArrayNode errors = NODES.arrayNode();
        faults.stream()
                .map(fault -> NODES.objectNode()
                        .put("pointer", shortened(String.valueOf(fault.getInstanceLocation())))
                        .put("detail", SchemaFaults.sentence(fault)))
                .distinct()
                .limit(MOST_ERRORS)
                .forEach(errors::add);
        var sentence = faults.size() == 1
                ? "The value does not keep to the schema in one place."
                : "The value does not keep to the schema in %d places.".formatted(faults.size());
        return new ValueRefused(
                KEY, sentence, errors, NODES.objectNode().set("errors", errors).toString());
    }

    private static String shortened(String pointer) {
        return pointer.length() <= 300 ? pointer : pointer.substring(0, 300) + "…";
    }
}

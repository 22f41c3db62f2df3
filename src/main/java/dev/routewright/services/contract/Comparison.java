package dev.routewright.services.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.route.Schema;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One reply against one schema. Says nothing about fields the document does not have, which JSON Schema allows, nor
 * about null, which documents forget to allow more often than services mean harm, except where a field must be there.
 */
final class Comparison {
    private static final int MOST_VALUES = 5_000;
    private static final int MOST_NAMED = 6;

    private final Set<Found> found = new LinkedHashSet<>();
    private int values;

    private Comparison() {}

    record Found(String path, String expected, String seen) {}

    static Set<Found> of(Schema schema, JsonNode reply) {
        var comparison = new Comparison();
        comparison.look("", schema, reply);
        return comparison.found;
    }

    private void look(String path, Schema schema, JsonNode value) {
        if (++values > MOST_VALUES) return;
        if (!isOf(schema.type(), value)) {
            add(path, schema.type(), type(value));
            return;
        }
        boolean listed = schema.values().isEmpty()
                || value.isContainerNode()
                || schema.values().stream()
                        .anyMatch(allowed -> String.valueOf(allowed).equals(value.asText()));
        if (!listed) add(path, "one of " + named(schema), "another " + type(value));
        if (value.isObject())
            schema.properties().forEach((name, property) -> {
                var inner = value.get(name);
                var at = path.isEmpty() ? name : path + "." + name;
                boolean absent = inner == null || inner.isNull();
                if (!absent) look(at, property, inner);
                else if (schema.required().contains(name)) add(at, property.type(), inner == null ? "nothing" : "null");
            });
        var items = schema.items();
        if (value.isArray() && items != null) for (var item : value) if (!item.isNull()) look(path + "[]", items, item);
    }

    private void add(String path, String expected, String seen) {
        found.add(new Found(path.isEmpty() ? "(reply)" : path, expected, seen));
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            // 5.0 is an integer in JSON Schema
            case "integer" ->
                value.isIntegralNumber() || value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            default -> "nothing";
        };
    }

    private static String named(Schema schema) {
        Function<Object, String> shortened = value -> {
            var text = String.valueOf(value);
            return text.length() > 40 ? text.substring(0, 40) + "…" : text;
        };
        var some = schema.values().stream().limit(MOST_NAMED).map(shortened).collect(Collectors.joining(", "));
        return schema.values().size() > MOST_NAMED ? some + ", …" : some;
    }
}

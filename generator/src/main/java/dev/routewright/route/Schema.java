package dev.routewright.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a JSON value, as much of JSON Schema as drafting and stubbing need.
 *
 * @param type {@code object array string number integer boolean} or {@code any}
 * @param format JSON Schema format such as {@code date-time}, or null
 * @param example a value of JDK types (Map, List, String, Number, Boolean), or null when the document gives none
 * @param values the allowed values, empty when any value will do
 * @param properties of an object, in document order
 * @param required names of required properties
 * @param items shape of an array's elements
 */
public record Schema(
        String type,
        @Nullable String format,
        String description,
        @Nullable Object example,
        List<Object> values,
        Map<String, Schema> properties,
        Set<String> required,
        @Nullable Schema items) {

    public static final Schema ANY = of("any");

    public Schema {
        values = List.copyOf(values);
        properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        required = Set.copyOf(required);
    }

    public static Schema of(String type) {
        return new Schema(type, null, "", null, List.of(), Map.of(), Set.of(), null);
    }

    public boolean isNumeric() {
        return type.equals("number") || type.equals("integer");
    }

    /** The property a dotted path leads to, through objects only. */
    public Optional<Schema> at(String path) {
        Schema here = this;
        for (String name : path.split("\\.")) {
            here = here.properties().get(name);
            if (here == null) return Optional.empty();
        }
        return Optional.of(here);
    }

    /** A value of this shape: the document's own example where there is one, otherwise a plain value of the type. */
    public Object sample() {
        if (example != null) return example;
        if (!values.isEmpty()) return values.get(0);
        return switch (type) {
            case "object" -> {
                var sample = new LinkedHashMap<String, Object>();
                properties.forEach((name, schema) -> sample.put(name, schema.sample()));
                yield sample;
            }
            case "array" -> items == null ? List.of() : List.of(items.sample());
            case "integer" -> 1;
            case "number" -> 1.5;
            case "boolean" -> true;
            default ->
                "date-time".equals(format) ? "2026-01-01T00:00:00Z" : "date".equals(format) ? "2026-01-01" : "text";
        };
    }
}

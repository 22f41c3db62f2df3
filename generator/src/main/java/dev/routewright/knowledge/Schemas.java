package dev.routewright.knowledge;

import dev.routewright.route.Schema;
import io.swagger.v3.oas.models.SpecVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of a document → {@link Schema}, references followed. {@code allOf} is everything its parts say,
 * {@code oneOf} and {@code anyOf} are what their parts have in common plus, as optional, what one of them may have. A schema
 * inside itself is cut off there: a plain value of its type.
 */
final class Schemas {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_DESCRIPTION = 500;

    /** What a value is for: fields the service alone sets are not inputs, fields it never shows are not in replies. */
    enum Use {
        REQUEST,
        REPLY
    }

    private final Components components;
    private final Budget budget;
    private final PlainValues examples;

    Schemas(Components components, Budget budget) {
        this.components = components;
        this.budget = budget;
        this.examples = new PlainValues(budget);
    }

    Schema read(io.swagger.v3.oas.models.media.@Nullable Schema<?> given, Use use) {
        return read(given, use, Set.of(), 0);
    }

    private Schema read(
            io.swagger.v3.oas.models.media.@Nullable Schema<?> given, Use use, Set<String> following, int depth) {
        budget.spend();
        if (given == null || depth > MAX_DEPTH) return Schema.ANY;
        String reference = given.get$ref();
        if (reference != null) {
            var target = components.schema(reference);
            if (following.contains(reference)) return Schema.of(type(target));
            var path = new HashSet<>(following);
            path.add(reference);
            var found = read(target, use, path, depth + 1);
            // in 3.1 a reference may have words of its own beside it, and they win
            return given.getSpecVersion() == SpecVersion.V31
                    ? both(besides(given, use, following, depth), found)
                    : found;
        }
        Schema shape = own(given, use, following, depth);
        for (var part : some(given.getAllOf())) shape = both(shape, read(part, use, following, depth + 1));
        for (var choice : List.of(some(given.getOneOf()), some(given.getAnyOf()))) {
            var kinds = choice.stream()
                    .filter(kind -> !isNull(kind))
                    .map(kind -> read(kind, use, following, depth + 1))
                    .toList();
            if (!kinds.isEmpty()) shape = both(shape, either(kinds));
        }
        return shape;
    }

    private Schema besides(io.swagger.v3.oas.models.media.Schema<?> given, Use use, Set<String> following, int depth) {
        var own = own(given, use, following, depth);
        var required = new LinkedHashSet<>(some(given.getRequired()));
        return new Schema(
                own.type(),
                own.format(),
                own.description(),
                own.example(),
                own.values(),
                own.properties(),
                required,
                own.items());
    }

    private Schema own(io.swagger.v3.oas.models.media.Schema<?> given, Use use, Set<String> following, int depth) {
        var properties = new LinkedHashMap<String, Schema>();
        some(given.getProperties()).forEach((name, property) -> {
            if (!Boolean.TRUE.equals(use == Use.REQUEST ? property.getReadOnly() : property.getWriteOnly()))
                properties.put(name, read(property, use, following, depth + 1));
        });
        var required = new LinkedHashSet<>(some(given.getRequired()));
        required.retainAll(properties.keySet());
        var values = some(given.getEnum()).stream().map(examples::plain).filter(Objects::nonNull);
        var constant = given.getConst();
        return new Schema(
                type(given),
                given.getFormat() == null ? null : Texts.line(given.getFormat(), 40),
                Texts.line(given.getDescription(), MAX_DESCRIPTION),
                example(given),
                constant == null
                        ? values.map(Object.class::cast).toList()
                        : List.of(Objects.requireNonNull(examples.plain(constant))),
                properties,
                required,
                given.getItems() == null ? null : read(given.getItems(), use, following, depth + 1));
    }

    private @Nullable Object example(io.swagger.v3.oas.models.media.Schema<?> given) {
        if (given.getExample() != null) return examples.plain(given.getExample());
        return given.getExamples() == null || given.getExamples().isEmpty()
                ? null
                : examples.plain(given.getExamples().get(0));
    }

    /** The schema, or what its example shows where the schema itself is silent. */
    static Schema shown(Schema schema, @Nullable Object example) {
        boolean silent = schema.properties().isEmpty()
                && schema.values().isEmpty()
                && (schema.type().equals("any") || schema.type().equals("object"));
        return silent && example instanceof Map<?, ?> ? both(schema, like(example)) : schema;
    }

    private static Schema like(@Nullable Object example) {
        if (example instanceof Map<?, ?> map) {
            var properties = new LinkedHashMap<String, Schema>();
            map.forEach((name, value) -> properties.put(String.valueOf(name), like(value)));
            return new Schema("object", null, "", null, List.of(), properties, Set.of(), null);
        }
        if (example instanceof List<?> list) {
            var items = list.isEmpty() ? null : like(list.get(0));
            return new Schema("array", null, "", null, List.of(), Map.of(), Set.of(), items);
        }
        String type = example instanceof String
                ? "string"
                : example instanceof Boolean ? "boolean" : example instanceof Number ? "number" : "any";
        return new Schema(type, null, "", example, List.of(), Map.of(), Set.of(), null);
    }

    private static boolean isNull(io.swagger.v3.oas.models.media.Schema<?> schema) {
        return "null".equals(schema.getType()) || Set.of("null").equals(schema.getTypes());
    }

    private static String type(io.swagger.v3.oas.models.media.Schema<?> given) {
        var types = new ArrayList<String>();
        if (given.getTypes() != null) types.addAll(given.getTypes());
        else if (given.getType() != null) types.add(given.getType());
        types.remove("null");
        if (types.size() == 1)
            return switch (types.get(0)) {
                case "object", "array", "string", "number", "integer", "boolean" -> types.get(0);
                default -> "any";
            };
        if (types.isEmpty() && given.getProperties() != null) return "object";
        if (types.isEmpty() && given.getItems() != null) return "array";
        return Set.of("number", "integer").equals(Set.copyOf(types)) ? "number" : "any";
    }

    private static Schema both(Schema one, Schema other) {
        var properties = new LinkedHashMap<>(one.properties());
        other.properties().forEach((name, schema) -> properties.merge(name, schema, Schemas::both));
        var required = new LinkedHashSet<>(one.required());
        required.addAll(other.required());
        return new Schema(
                one.type().equals("any") ? other.type() : one.type(),
                one.format() != null ? one.format() : other.format(),
                one.description().isEmpty() ? other.description() : one.description(),
                one.example() != null ? one.example() : other.example(),
                one.values().isEmpty() ? other.values() : one.values(),
                properties,
                required,
                one.items() != null ? one.items() : other.items());
    }

    private static Schema either(List<Schema> kinds) {
        var first = kinds.get(0);
        if (kinds.size() == 1) return first;
        boolean alike = kinds.stream().allMatch(kind -> kind.type().equals(first.type()));
        var example = kinds.stream()
                .map(Schema::example)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (!alike) return new Schema("any", null, "", example, List.of(), Map.of(), Set.of(), null);
        var properties = new LinkedHashMap<String, Schema>();
        for (var kind : kinds)
            kind.properties()
                    .forEach((name, schema) ->
                            properties.merge(name, schema, (one, other) -> either(List.of(one, other))));
        var required = new LinkedHashSet<>(first.required());
        kinds.forEach(kind -> required.retainAll(kind.required()));
        boolean closed = kinds.stream().noneMatch(kind -> kind.values().isEmpty());
        var values = closed
                ? kinds.stream()
                        .flatMap(kind -> kind.values().stream())
                        .distinct()
                        .toList()
                : List.of();
        return new Schema(first.type(), null, "", example, values, properties, required, first.items());
    }

    private static <T> List<T> some(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> Map<String, T> some(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}

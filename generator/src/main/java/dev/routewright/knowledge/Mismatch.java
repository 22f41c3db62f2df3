package dev.routewright.knowledge;

import dev.routewright.route.Schema;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is not of the type its schema says. What a schema leaves open is no mismatch, and neither are missing
 * members, formats and nothing at all: documents are careless about these.
 */
public final class Mismatch {
    private static final Map<String, String> WORDS = Map.of(
            "object", "an object",
            "array", "a list",
            "string", "a text",
            "number", "a number",
            "integer", "a whole number",
            "boolean", "true or false");

    private Mismatch() {}

    /** @return the first one, such as {@code amount is "5" and has to be a number} */
    public static Optional<String> of(String name, @Nullable Object value, Schema schema) {
        if (value == null) return Optional.empty();
        var place = name.isEmpty() ? "the body" : name;
        if (!isOfType(value, schema.type()))
            return Optional.of("%s is %s and has to be %s".formatted(place, shown(value), WORDS.get(schema.type())));
        if (!schema.values().isEmpty() && schema.values().stream().noneMatch(one -> isSame(one, value)))
            return Optional.of("%s is %s and has to be one of %s"
                    .formatted(
                            place,
                            shown(value),
                            schema.values().stream()
                                    .limit(12)
                                    .map(Mismatch::shown)
                                    .collect(Collectors.joining(", "))));
        if (value instanceof Map<?, ?> object) return ofMembers(name, object, schema);
        var items = schema.items();
        if (!(value instanceof Collection<?> list) || items == null) return Optional.empty();
        int at = 0;
        for (var element : list) {
            var found = of("%s[%d]".formatted(name, at++), element, items);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static Optional<String> ofMembers(String name, Map<?, ?> object, Schema schema) {
        for (var property : schema.properties().entrySet()) {
            var inner = name.isEmpty() ? property.getKey() : name + "." + property.getKey();
            var found = of(inner, object.get(property.getKey()), property.getValue());
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static boolean isOfType(Object value, String type) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof Collection;
            case "string" -> value instanceof CharSequence;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Number number && isWhole(number);
            case "boolean" -> value instanceof Boolean;
            default -> true;
        };
    }

    private static boolean isWhole(Number number) {
        if (!(number instanceof Double || number instanceof Float || number instanceof BigDecimal)) return true;
        return number.doubleValue() == Math.rint(number.doubleValue());
    }

    private static boolean isSame(Object one, Object other) {
        if (one instanceof Number && other instanceof Number)
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        return one.equals(other);
    }

    private static String shown(Object value) {
        return PlainText.json(value);
    }
}

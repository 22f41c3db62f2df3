package dev.routewright.rehearsal;

import dev.routewright.route.Condition.Compare;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values worth trying for a field: what it is compared with, and the nearest values beyond, so that a route with
 * a wrong limit or a wrong sign takes the wrong branch. Empty stands for leaving the field out.
 */
final class Candidates {
    private final Function<Value.Field, Schema> schemas;
    private final boolean far;

    private Candidates(Function<Value.Field, Schema> schemas, boolean far) {
        this.schemas = schemas;
        this.far = far;
    }

    /** Values at the limits of conditions before all others. */
    static Candidates near(Function<Value.Field, Schema> schemas) {
        return new Candidates(schemas, false);
    }

    /** Values far from the limits before all others. */
    static Candidates far(Function<Value.Field, Schema> schemas) {
        return new Candidates(schemas, true);
    }

    List<Optional<Object>> of(Value.Field field, List<Compare> compares, World world) {
        var schema = schemas.apply(field);
        var known = known(field, compares, world);
        var own = world.value(field, "");
        var found = new LinkedHashSet<Optional<Object>>();
        if (own instanceof Collection) lists(known).forEach(list -> found.add(Optional.of(list)));
        if (schema.type().equals("boolean") || known.stream().anyMatch(Boolean.class::isInstance))
            found.addAll(List.of(Optional.of(true), Optional.of(false)));
        else if (isNumeric(schema, known, field, compares))
            numbers(known, schema).forEach(n -> found.add(Optional.of(n)));
        else texts(known, schema).forEach(text -> found.add(Optional.of(text)));
        if (own != null) found.add(Optional.of(own));
        if (isComparedWithNothing(field, compares)) found.add(Optional.empty());
        var ordered = new ArrayList<>(found);
        if (far) Collections.reverse(ordered);
        return ordered;
    }

    /** The literals a field meets, directly or through other fields, then what those hold, its own value last. */
    private static Set<Object> known(Value.Field field, List<Compare> compares, World world) {
        var group = new LinkedHashSet<Value>(List.of(field));
        for (int before = 0; before != group.size(); ) {
            before = group.size();
            for (var compare : compares) {
                boolean left = compare.left() instanceof Value.Field && group.contains(compare.left());
                boolean right = compare.right() instanceof Value.Field && group.contains(compare.right());
                if (left || right) group.addAll(List.of(compare.left(), compare.right()));
            }
        }
        var literals = new LinkedHashSet<Object>();
        group.stream().filter(v -> !(v instanceof Value.Field)).forEach(v -> add(literals, world.value(v, "")));
        group.remove(field);
        group.stream().filter(Value.Field.class::isInstance).forEach(v -> add(literals, world.value(v, "")));
        add(literals, world.value(field, ""));
        return literals;
    }

    private static void add(Set<Object> values, @Nullable Object value) {
        if (value != null) values.add(value);
    }

    private static boolean isNumeric(Schema schema, Set<Object> known, Value.Field field, List<Compare> compares) {
        if (schema.isNumeric()) return true;
        if (schema.type().equals("string")) return false;
        boolean ordered = compares.stream()
                .filter(c -> c.left().equals(field) || c.right().equals(field))
                .anyMatch(c -> !Set.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.CONTAINS)
                        .contains(c.operator()));
        return known.stream().anyMatch(Number.class::isInstance)
                || ordered && known.stream().allMatch(value -> World.number(value) != null);
    }

    private List<Object> numbers(Set<Object> known, Schema schema) {
        var step = schema.type().equals("number") ? new BigDecimal("0.01") : BigDecimal.ONE;
        var numbers = new ArrayList<Object>();
        for (var value : known) {
            var number = World.number(value);
            if (number == null) continue;
            if (schema.type().equals("integer")) number = number.setScale(0, java.math.RoundingMode.FLOOR);
            numbers.addAll(List.of(plain(number), plain(number.add(step)), plain(number.subtract(step))));
        }
        for (var number : List.copyOf(numbers))
            if (far) numbers.add(plain(World.number(number).multiply(BigDecimal.TEN)));
        if (numbers.isEmpty()) numbers.addAll(List.of(1, 2, 0));
        return numbers;
    }

    /** A whole number without a fraction, so that it reads 5 and not 5.0. */
    private static Object plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() <= 0 && stripped.precision() - stripped.scale() < 18
                ? (Object) stripped.longValueExact()
                : stripped;
    }

    private static List<Object> texts(Set<Object> known, Schema schema) {
        var texts = new ArrayList<Object>();
        known.stream().filter(String.class::isInstance).forEach(texts::add);
        if (!schema.values().isEmpty()) {
            texts.addAll(schema.values());
            return texts;
        }
        for (var text : List.copyOf(texts)) {
            texts.addAll(neighbours((String) text));
            texts.add("a %s z".formatted(text));
        }
        texts.add("another text");
        return texts;
    }

    private static List<String> neighbours(String text) {
        try {
            var day = LocalDate.parse(text);
            return List.of(day.plusDays(1).toString(), day.minusDays(1).toString());
        } catch (DateTimeParseException e) {
            return text.isEmpty() ? List.of("a") : List.of(text + "0", text.substring(0, text.length() - 1));
        }
    }

    private static List<List<Object>> lists(Set<Object> known) {
        var lists = new ArrayList<List<Object>>();
        known.stream().filter(value -> !(value instanceof Collection)).forEach(value -> lists.add(List.of(value)));
        lists.add(List.of());
        return lists;
    }

    private static boolean isComparedWithNothing(Value.Field field, List<Compare> compares) {
        var nothing = new Value.Literal(null);
        return compares.stream()
                .anyMatch(c -> c.left().equals(field) && c.right().equals(nothing)
                        || c.right().equals(field) && c.left().equals(nothing));
    }
}

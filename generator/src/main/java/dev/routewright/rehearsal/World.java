package dev.routewright.rehearsal;

import dev.routewright.route.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every source of a plan holds in one scenario: the message, each reply, the item of each list. */
record World(Map<String, Object> roots) {
    World {
        roots = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(roots));
    }

    @Nullable
    Object root(String source) {
        return roots.get(source);
    }

    boolean knows(String source) {
        return roots.containsKey(source);
    }

    World with(String source, String path, @Nullable Object value) {
        var copy = new LinkedHashMap<>(roots);
        copy.put(source, Tree.with(roots.get(source), path, value));
        return new World(copy);
    }

    /** @param item the source the current item is kept under */
    @Nullable
    Object value(Value value, String item) {
        if (value instanceof Value.Field field)
            return Tree.get(root(field.source().equals(Value.ITEM) ? item : field.source()), field.path());
        if (value instanceof Value.Literal literal) return literal.value();
        if (value instanceof Value.Text text) {
            var joined = new StringBuilder();
            for (var part : text.parts()) joined.append(shown(value(part, item)));
            return joined.toString();
        }
        var object = new LinkedHashMap<String, Object>();
        ((Value.Fields) value).fields().forEach((name, inner) -> object.put(name, value(inner, item)));
        return object;
    }

    private static String shown(@Nullable Object value) {
        if (value == null) return "";
        return value instanceof Map || value instanceof Iterable ? Json.write(value) : value.toString();
    }

    /** Numbers by value, so that 5 and 5.0 are the same. */
    static boolean same(@Nullable Object left, @Nullable Object right) {
        var numbers = left instanceof Number && right instanceof Number;
        if (numbers) return number(left).compareTo(number(right)) == 0;
        if (left instanceof Map || left instanceof Iterable)
            return right != null && Json.tree(left).equals(Json.tree(right));
        return java.util.Objects.equals(left, right);
    }

    /** Null for what is not a number; a text of digits counts as one, as it does in a route. */
    static @Nullable BigDecimal number(@Nullable Object value) {
        if (value instanceof Number || value instanceof String text && text.matches("-?[0-9]+([.][0-9]+)?"))
            return new BigDecimal(value.toString());
        return null;
    }
}

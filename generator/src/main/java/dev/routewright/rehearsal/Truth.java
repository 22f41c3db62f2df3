package dev.routewright.rehearsal;

import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Compare;
import dev.routewright.route.Condition.Operator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides conditions in a world, by the plan and not by the route. Undecided where a number is missing: there a route
 * has to fail.
 */
record Truth(World world) {

    Optional<Boolean> of(Condition condition, String item) {
        if (condition instanceof Condition.Not not)
            return of(not.condition(), item).map(holds -> !holds);
        if (condition instanceof Condition.All all) return every(all.conditions(), true, item);
        if (condition instanceof Condition.Any any) return every(any.conditions(), false, item);
        return compare((Compare) condition, item);
    }

    private Optional<Boolean> every(java.util.List<Condition> conditions, boolean holding, String item) {
        for (var condition : conditions) {
            var holds = of(condition, item);
            if (holds.isEmpty() || holds.get() != holding) return holds;
        }
        return Optional.of(holding);
    }

    private Optional<Boolean> compare(Compare compare, String item) {
        var left = world.value(compare.left(), item);
        var right = world.value(compare.right(), item);
        return switch (compare.operator()) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> equal(left, right).map(same -> !same);
            case CONTAINS -> contains(left, right);
            default -> order(left, right).map(order -> holds(compare.operator(), order));
        };
    }

    private static Optional<Boolean> equal(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number || right instanceof Number) {
            if (left == null || right == null) return Optional.empty();
            return order(left, right).map(order -> order == 0);
        }
        return Optional.of(World.same(left, right));
    }

    private static Optional<Boolean> contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof java.util.Collection<?> list)
            return Optional.of(list.stream().anyMatch(element -> World.same(element, part)));
        if (whole instanceof String text && part instanceof String wanted) return Optional.of(text.contains(wanted));
        return Optional.empty();
    }

    private static Optional<Integer> order(@Nullable Object left, @Nullable Object right) {
        var one = World.number(left);
        var other = World.number(right);
        if (one != null && other != null) return Optional.of(one.compareTo(other));
        if (one == null && other == null && left instanceof String a && right instanceof String b)
            return Optional.of(a.compareTo(b));
        return Optional.empty();
    }

    private static boolean holds(Operator operator, int order) {
        return switch (operator) {
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            default -> throw new IllegalArgumentException(operator + " does not order.");
        };
    }
}

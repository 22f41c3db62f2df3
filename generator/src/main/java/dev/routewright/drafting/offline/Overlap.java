package dev.routewright.drafting.offline;

import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How two conditions on one field go together. */
enum Overlap {
    DISJOINT,
    OVERLAPPING,
    UNRELATED;

    static Overlap between(Condition one, Condition other) {
        if (one.equals(other)) return OVERLAPPING;
        if (!(one instanceof Condition.Compare a) || !(other instanceof Condition.Compare b)) return UNRELATED;
        if (!a.left().equals(b.left())) return UNRELATED;
        if (a.right().equals(b.right())) return same(a.operator(), b.operator());
        if (!(a.right() instanceof Value.Literal left) || !(b.right() instanceof Value.Literal right))
            return OVERLAPPING;
        if (left.value() instanceof BigDecimal x && right.value() instanceof BigDecimal y)
            return numbers(a.operator(), x, b.operator(), y);
        return a.operator() == Operator.EQUAL && b.operator() == Operator.EQUAL ? DISJOINT : OVERLAPPING;
    }

    /** Whether one of the two always holds, where a route stops with an error rather than compare what is missing. */
    static boolean leavesNothing(Condition one, Condition other) {
        if (one instanceof Condition.Not not) return not.condition().equals(other);
        if (other instanceof Condition.Not not) return not.condition().equals(one);
        if (!(one instanceof Condition.Compare a) || !(other instanceof Condition.Compare b)) return false;
        if (!a.left().equals(b.left())) return false;
        if (a.right().equals(b.right())) return b.operator() == opposite(a.operator());
        boolean ofAReply = a.left() instanceof Value.Field field
                && !field.source().equals(Value.MESSAGE)
                && !field.source().equals(Value.ITEM);
        return ofAReply
                && a.operator() == Operator.EQUAL
                && b.operator() == Operator.EQUAL
                && a.right() instanceof Value.Literal left
                && b.right() instanceof Value.Literal right
                && left.value() instanceof Boolean
                && right.value() instanceof Boolean;
    }

    private static @Nullable Operator opposite(Operator operator) {
        return switch (operator) {
            case EQUAL -> Operator.NOT_EQUAL;
            case NOT_EQUAL -> Operator.EQUAL;
            case GREATER -> Operator.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Operator.LESS;
            case LESS -> Operator.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Operator.GREATER;
            case CONTAINS -> null;
        };
    }

    private static Overlap same(Operator a, Operator b) {
        boolean disjoint =
                switch (a) {
                    case EQUAL -> b == Operator.NOT_EQUAL || b == Operator.GREATER || b == Operator.LESS;
                    case NOT_EQUAL -> b == Operator.EQUAL;
                    case GREATER -> b == Operator.LESS || b == Operator.LESS_OR_EQUAL || b == Operator.EQUAL;
                    case GREATER_OR_EQUAL -> b == Operator.LESS;
                    case LESS -> b == Operator.GREATER || b == Operator.GREATER_OR_EQUAL || b == Operator.EQUAL;
                    case LESS_OR_EQUAL -> b == Operator.GREATER;
                    case CONTAINS -> false;
                };
        return disjoint ? DISJOINT : OVERLAPPING;
    }

    private static Overlap numbers(Operator a, BigDecimal x, Operator b, BigDecimal y) {
        if (x.compareTo(y) == 0) return same(a, b);
        if (x.compareTo(y) > 0) return numbers(b, y, a, x);
        boolean below = a == Operator.LESS || a == Operator.LESS_OR_EQUAL || a == Operator.EQUAL;
        boolean above = b == Operator.GREATER || b == Operator.GREATER_OR_EQUAL || b == Operator.EQUAL;
        return below && above ? DISJOINT : OVERLAPPING;
    }
}

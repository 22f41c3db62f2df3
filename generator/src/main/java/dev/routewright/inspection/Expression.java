package dev.routewright.inspection;

import java.util.List;

/**
 * An expression, wherever it stood and however it was shortened.
 *
 * @param role the attribute it is for, {@code expression} when it is the step's own
 * @param kind value, predicate or constant with bounds
 */
record Expression(String role, Kind kind, String language, Node.Scalar text, List<Value> attributes) {
    Expression {
        attributes = List.copyOf(attributes);
    }

    boolean isPredicate() {
        return kind.type() == Kind.Type.PREDICATE;
    }

    /** Whether the same text comes out whatever the message. */
    boolean isFixed() {
        return language.equals("constant")
                || (language.equals("simple")
                        && !text.text().contains("${")
                        && !text.text().contains("$simple{"));
    }
}

package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.operators.MultiplyOperator;
import net.thisptr.jackson.jq.path.Path;

/**
 * A compiled jq text with a meter between its parts. jackson-jq has no limits of its own and no place to put one, so
 * the parts of its tree are replaced; what it does not build anew or multiply is left as it is.
 */
final class MeteredJq {
    private static final String TREE = "net.thisptr.jackson.jq.internal.";
    /** They hand on one value for each they are given. */
    private static final Set<String> PASSING = Set.of(
            "ThisObject",
            "VariableAccess",
            "IdentifierFieldAccess",
            "StringFieldAccess",
            "PipedQuery",
            "Conditional",
            "TryCatch",
            "Question",
            "TopLevelExpression",
            "SemicolonOperator",
            "FunctionDefinition",
            "BooleanLiteral",
            "DoubleLiteral",
            "LongLiteral",
            "NullLiteral",
            "StringLiteral",
            "BooleanAndExpression",
            "BooleanOrExpression",
            "CompareEqualTest",
            "CompareGreaterEqualTest",
            "CompareGreaterTest",
            "CompareLessEqualTest",
            "CompareLessTest",
            "CompareNotEqualTest");

    private static final Set<String> TAKING_OUT =
            Set.of("BracketExtractFieldAccess", "BracketFieldAccess", "Tuple", "RecursionOperator");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private MeteredJq() {}

    /** Changes the query, which must not be shared yet. */
    static void meter(JsonQuery query) {
        try {
            new MeteredJq().fields(query);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("The parts of a jq text cannot be reached.", impossible);
        }
    }

    private void fields(Object part) throws IllegalAccessException {
        if (!seen.add(part)) return;
        for (Class<?> type = part.getClass(); type != null && type != Object.class; type = type.getSuperclass())
            for (Field field : type.getDeclaredFields())
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !field.getType().isEnum()) field(part, field);
    }

    private void field(Object part, Field field) throws IllegalAccessException {
        field.setAccessible(true);
        Object value = field.get(part);
        if (value instanceof BinaryOperator operator) {
            if (operator instanceof MultiplyOperator) field.set(part, new Times(operator));
        } else if (value instanceof List<?> list) {
            var metered = new ArrayList<Object>(list.size());
            for (Object each : list) metered.add(metered(each));
            if (!metered.isEmpty()) field.set(part, metered);
        } else if (value != null) {
            Object metered = metered(value);
            if (metered != value) field.set(part, metered);
        }
    }

    private Object metered(Object part) throws IllegalAccessException {
        if (part == null
                || part instanceof Metered
                || !part.getClass().getName().startsWith(TREE)) return part;
        fields(part);
        String name = part.getClass().getSimpleName();
        return part instanceof Expression expression && !PASSING.contains(name)
                ? new Metered(expression, !TAKING_OUT.contains(name))
                : part;
    }

    private record Metered(Expression inner, boolean builds) implements Expression {
        @Override
        public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
                throws JsonQueryException {
            var meter = JqMeter.current();
            inner.apply(
                    scope,
                    in,
                    path,
                    (value, place) -> {
                        meter.passed(value, place);
                        if (builds) meter.built(value);
                        output.emit(value, place);
                    },
                    requirePath);
        }

        @Override
        public String toString() {
            return inner.toString();
        }
    }

    private record Times(BinaryOperator inner) implements BinaryOperator {
        @Override
        public JsonNode apply(ObjectMapper mapper, JsonNode left, JsonNode right) throws JsonQueryException {
            JqMeter.current().repeats(left, right);
            return inner.apply(mapper, left, right);
        }

        @Override
        public String image() {
            return inner.image();
        }
    }
}

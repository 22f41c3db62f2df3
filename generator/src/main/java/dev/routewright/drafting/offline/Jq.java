package dev.routewright.drafting.offline;

import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Compare;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values and conditions of a plan as jq programs. Every name and text is quoted, so nothing a person or a service
 * wrote can become program text, a Camel placeholder or a Simple expression. A comparison that lacks a number, or a
 * field of a reply, raises an error instead of quietly taking a branch.
 *
 * @param schemas what is known of the message's fields, by dotted path
 * @param messageIsBody whether the exchange body is the incoming message; it is not inside a for-each
 */
record Jq(Map<String, Schema> schemas, boolean messageIsBody) {
    private static final Set<String> KEYWORDS = Set.of(
            "and", "as", "break", "catch", "def", "elif", "else", "end", "false", "foreach", "if", "import", "include",
            "label", "module", "not", "null", "or", "reduce", "then", "true", "try", "__loc__");

    /**
     * Whether a text is a number: tables and request parameters carry them so. Not {@code tonumber?}: in this jq a
     * {@code ?} also swallows errors of whatever comes after it.
     */
    static final String DIGITS = "(type == \"string\" and test(\"^-?[0-9]+([.][0-9]+)?$\"))";

    String value(Value value) {
        if (value instanceof Value.Field field) return field(field);
        if (value instanceof Value.Literal literal) return literal(literal.value());
        if (value instanceof Value.Text) return "(" + text(value) + ")";
        return object((Value.Fields) value);
    }

    /** The value as a JSON string: a text stays what it is, anything else is written as JSON, nothing is empty. */
    String text(Value value) {
        if (value instanceof Value.Literal literal)
            return literal.value() == null ? "\"\"" : string(literal.value().toString());
        if (value instanceof Value.Text text)
            return text.parts().isEmpty()
                    ? "\"\""
                    : text.parts().stream().map(this::text).collect(Collectors.joining(" + "));
        if (value instanceof Value.Fields) return "(" + value(value) + " | tojson)";
        return "(" + value(value) + " | if . == null then \"\" else tostring end)";
    }

    /** The value as a list to go through; what is not a list is an error. */
    String list(Value value) {
        return "%s | if type == \"array\" then . else %s end".formatted(value(value), error(value, "is not a list"));
    }

    /** The value, or an error where there is none. */
    String needed(Value value) {
        return "(%s | if . == null then %s else . end)".formatted(value(value), error(value, "is missing"));
    }

    String condition(Condition condition) {
        if (condition instanceof Condition.Not not) return "(" + condition(not.condition()) + " | not)";
        if (condition instanceof Condition.All all) return joined(all.conditions(), " and ", "true");
        if (condition instanceof Condition.Any any) return joined(any.conditions(), " or ", "false");
        return compare((Compare) condition);
    }

    private String joined(java.util.List<Condition> conditions, String word, String none) {
        if (conditions.isEmpty()) return none;
        return conditions.stream().map(this::condition).collect(Collectors.joining(word, "(", ")"));
    }

    private String compare(Compare compare) {
        return switch (compare.operator()) {
            case EQUAL -> equal(compare.left(), "==", compare.right());
            case NOT_EQUAL -> equal(compare.left(), "!=", compare.right());
            case CONTAINS -> contains(compare.left(), compare.right());
            default -> ordered(compare.left(), sign(compare.operator()), compare.right());
        };
    }

    private String equal(Value left, String sign, Value right) {
        if (isNull(left) || isNull(right)) return "(%s %s %s)".formatted(value(left), sign, value(right));
        if (isNumber(left) || isNumber(right)) return "(%s %s %s)".formatted(number(left), sign, number(right));
        if (left instanceof Value.Literal || right instanceof Value.Literal)
            return "(%s %s %s)".formatted(scalar(left), sign, scalar(right));
        return "([%s, %s] | if (.[0] | type) == (.[1] | type) then .[0] %3$s .[1] else (.[0] | tostring) %3$s (.[1] | tostring) end)"
                .formatted(present(left), present(right), sign);
    }

    private String ordered(Value left, String sign, Value right) {
        if (isNumber(left) || isNumber(right) || isKnownNumber(left) || isKnownNumber(right))
            return "(%s %s %s)".formatted(number(left), sign, number(right));
        return "([%s, %s] | if (.[0] | type) == (.[1] | type) then .[0] %s .[1] else %s end)"
                .formatted(
                        numberOrText(left),
                        numberOrText(right),
                        sign,
                        raise(Names.capital(
                                "%s and %s cannot be compared".formatted(Names.of(left), Names.of(right)))));
    }

    private String contains(Value left, Value right) {
        return ("([%s, %s] | .[1] as $part | .[0] | if type == \"array\" then (map(. == $part) | any)"
                        + " elif type == \"string\" and ($part | type) == \"string\" then contains($part)"
                        + " elif . == null then %s else %s end)")
                .formatted(
                        value(left),
                        value(right),
                        isReply(left) ? error(left, "is missing") : "false",
                        error(left, "is neither a text nor a list"));
    }

    private String number(Value value) {
        if (isNumber(value)) return value(value);
        return "(%s | if type == \"number\" then . elif %s then tonumber else %s end)"
                .formatted(value(value), DIGITS, error(value, "is not a number"));
    }

    private String numberOrText(Value value) {
        return "(%s | if type == \"number\" then . elif %s then tonumber elif type == \"string\" then . else %s end)"
                .formatted(value(value), DIGITS, error(value, "is neither a number nor a text"));
    }

    /** A number is compared with a text by its digits, so that the code 42 equals "42". */
    private String scalar(Value value) {
        if (!(value instanceof Value.Field)) return value(value);
        return "(%s | if type == \"number\" then tostring else . end)".formatted(present(value));
    }

    private String present(Value value) {
        return isReply(value) ? needed(value) : value(value);
    }

    private String field(Value.Field field) {
        boolean body = messageIsBody && field.source().equals(Value.MESSAGE);
        var start = body ? "." : "variable(%s)".formatted(string(field.source()));
        return field.path().isEmpty() ? start : path(start, field.path().split("\\."));
    }

    private static String path(String start, String[] names) {
        var path = new StringBuilder(start);
        for (var name : names) {
            if (!isIdentifier(name)) path.append('[').append(string(name)).append(']');
            else path.append(path.length() == 1 ? "" : ".").append(name);
        }
        return path.toString();
    }

    private String object(Value.Fields fields) {
        return fields.fields().entrySet().stream()
                .map(e -> key(e.getKey()) + ": " + value(e.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    static String key(String name) {
        return isIdentifier(name) ? name : string(name);
    }

    private static boolean isIdentifier(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !KEYWORDS.contains(name);
    }

    private static String literal(@Nullable Object value) {
        if (value == null || value instanceof Boolean) return String.valueOf(value);
        if (!(value instanceof Number number)) return string(value.toString());
        var plain = new BigDecimal(number.toString()).toPlainString();
        return plain.startsWith("-") ? "(" + plain + ")" : plain;
    }

    /**
     * A jq string. Braces and dollars are written by their code, so that Camel, which looks for placeholders in every
     * text of a route before jq sees it, finds none.
     */
    static String string(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 || "{}$".indexOf(c) >= 0)
                quoted.append("\\u%04x".formatted((int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private static String error(Value value, String what) {
        return raise(Names.capital(Names.of(value)) + " " + what);
    }

    private static String raise(String sentence) {
        return "error(%s)".formatted(string(sentence + "."));
    }

    private static boolean isReply(Value value) {
        return value instanceof Value.Field field
                && !field.source().equals(Value.MESSAGE)
                && !field.source().equals(Value.ITEM);
    }

    private static boolean isNull(Value value) {
        return value instanceof Value.Literal literal && literal.value() == null;
    }

    private boolean isKnownNumber(Value value) {
        return value instanceof Value.Field field
                && field.source().equals(Value.MESSAGE)
                && schemas.getOrDefault(field.path(), Schema.ANY).isNumeric();
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Literal literal && literal.value() instanceof Number;
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            default -> throw new IllegalArgumentException(operator + " does not order.");
        };
    }
}

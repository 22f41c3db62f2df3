package dev.routewright.inspection;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value of the route may be, as the policy writes it: {@code boolean}, {@code number 0..100},
 * {@code millis 1000..}, {@code one of GET POST}, {@code steps}, {@code part otherwise} …
 *
 * @param least for numbers, milliseconds and texts (length)
 * @param most likewise
 * @param words the allowed words, or the name of the part
 * @param required whether the key must be there
 */
record Kind(Type type, long least, long most, List<String> words, boolean required) {

    enum Type {
        // texts
        TEXT,
        BOOLEAN,
        NUMBER,
        DECIMAL,
        MILLIS,
        ONE_OF,
        ID,
        ROUTE_ID,
        NAME,
        VARIABLE,
        HEADER,
        HEADER_PATTERN,
        TEMPLATE,
        SIMPLE_PREDICATE,
        REGEX,
        CRON,
        TIME_ZONE,
        FILE_NAME,
        FILE_MOVE,
        FILE_TARGET,
        DATA_FILE_NAME,
        STATUS,
        FILE_PATTERN,
        MEDIA_TYPE,
        METHODS,
        LOG_NAME,
        USER_AGENT,
        CLAIM_FILTER,
        DELAY_PATTERN,
        RATIOS,
        NAMESPACES,
        TYPE,
        REFERENCE,
        EXCEPTION,
        // endpoints
        URI,
        KAMELET,
        PARAMETERS,
        // structures
        EXPRESSION,
        PREDICATE,
        CONSTANT,
        ENDPOINTS,
        EXCEPTIONS,
        DATA_FORMAT,
        STEPS,
        PART,
        PARTS
    }

    private static final Pattern RANGE = Pattern.compile("(-?\\d+)?\\.\\.(-?\\d+)?");

    Kind {
        words = List.copyOf(words);
    }

    /** @throws IllegalArgumentException with the reason, when the policy names a kind that does not exist */
    static Kind of(String text) {
        boolean required = text.endsWith("!");
        String plain = (required ? text.substring(0, text.length() - 1) : text).strip();
        if (plain.equals("true") || plain.equals("false")) return new Kind(Type.ONE_OF, 0, 0, List.of(plain), required);
        if (plain.startsWith("one of "))
            return new Kind(Type.ONE_OF, 0, 0, List.of(plain.substring(7).split(" +")), required);
        String[] parts = plain.split(" +", 2);
        Type type = type(parts[0]);
        boolean ranged = type == Type.NUMBER
                || type == Type.DECIMAL
                || type == Type.MILLIS
                || type == Type.CONSTANT
                || type == Type.DELAY_PATTERN
                || type == Type.STATUS
                || type == Type.TEXT;
        if (ranged) {
            if (parts.length == 1) return new Kind(type, Long.MIN_VALUE, Long.MAX_VALUE, List.of(), required);
            Matcher range = RANGE.matcher(parts[1]);
            if (!range.matches())
                throw new IllegalArgumentException("`%s` needs a range such as 0..100".formatted(text));
            return new Kind(
                    type,
                    bound(range.group(1), Long.MIN_VALUE),
                    bound(range.group(2), Long.MAX_VALUE),
                    List.of(),
                    required);
        }
        boolean named = type == Type.PART || type == Type.PARTS;
        if (named != (parts.length == 2))
            throw new IllegalArgumentException("`%s` is not written as a kind of value".formatted(text));
        return new Kind(type, 0, 0, named ? List.of(parts[1]) : List.of(), required);
    }

    private static Type type(String word) {
        for (Type type : Type.values()) if (type != Type.ONE_OF && word.equals(spelling(type))) return type;
        throw new IllegalArgumentException("`%s` is not a kind of value".formatted(word));
    }

    private static String spelling(Type type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long bound(String digits, long otherwise) {
        return digits == null ? otherwise : Long.parseLong(digits);
    }

    /** Whether the value is one scalar that {@link ValueRules} judges. */
    boolean isScalar() {
        return type.compareTo(Type.URI) < 0;
    }

    /** As the policy file writes it, the opposite of {@link #of}. */
    String written() {
        String word =
                switch (type) {
                    case ONE_OF -> isFlag() ? words.get(0) : "one of " + String.join(" ", words);
                    case PART, PARTS -> spelling(type) + " " + words.get(0);
                    case NUMBER, DECIMAL, MILLIS, CONSTANT, TEXT, DELAY_PATTERN, STATUS -> spelling(type) + interval();
                    default -> spelling(type);
                };
        return required ? word + "!" : word;
    }

    /** The type as the policy file writes it: {@code one of}, {@code file-name}. */
    String word() {
        return type == Type.ONE_OF ? "one of" : spelling(type);
    }

    private boolean isFlag() {
        return words.size() == 1 && (words.get(0).equals("true") || words.get(0).equals("false"));
    }

    private String interval() {
        if (least == Long.MIN_VALUE && most == Long.MAX_VALUE) return "";
        return " " + (least == Long.MIN_VALUE ? "" : least) + ".." + (most == Long.MAX_VALUE ? "" : most);
    }

    String range() {
        if (least == Long.MIN_VALUE && most == Long.MAX_VALUE) return "any number";
        if (most == Long.MAX_VALUE) return "at least " + least;
        if (least == Long.MIN_VALUE) return "at most " + most;
        return least + " to " + most;
    }
}

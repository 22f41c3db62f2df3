package dev.routewright.knowledge;

import dev.routewright.knowledge.Vocabulary.Value;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a value may be, short and exact. A kind of value that is new says of itself what it is. */
final class ValueText {
    private final Vocabulary vocabulary;

    ValueText(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** @param name the attribute, by which references are listed */
    String of(String name, Value value) {
        return switch (value.type()) {
            case "boolean" -> "true|false";
            case "number" -> range(value, "number");
            case "decimal" -> range(value, "decimal number");
            case "millis" -> range(value, "number") + " (ms)";
            case "constant" -> "constant: \"number\"" + (bounded(value) ? ", " + range(value, "") : "");
            case "one of" -> String.join("|", value.words());
            case "reference" -> listed(quoted(vocabulary.references().getOrDefault(name, Set.of())), value);
            case "type" -> listed(types(), value);
            case "exception" -> listed(vocabulary.exceptions().thrown(), value);
            case "exceptions" -> "list of " + listed(vocabulary.exceptions().caught(), value);
            case "expression" -> "one expression, e.g. jq: .total";
            case "predicate" -> "one condition, e.g. jq: .total > 5";
            case "template" -> "short text in simple";
            case "data-format" -> String.join("|", vocabulary.dataFormats().keySet()) + ": {options}";
            case "steps" -> "list of steps";
            default -> value.says().replace(" (required)", "");
        };
    }

    /** What a header may be set to: there, text is any expression and not a fixed one. */
    String ofHeader(Value value) {
        return value.type().equals("text") ? "any expression" : of("", value);
    }

    /** Whether it leaves nothing to choose, so that nobody needs to be told of it. */
    static boolean isFixed(Value value) {
        return value.type().equals("one of") && value.words().size() == 1 && !value.required();
    }

    /** Without those that have a shorter name, too. */
    private List<String> types() {
        return vocabulary.types().stream()
                .filter(type -> !type.startsWith("java.lang.")
                        || !vocabulary.types().contains(type.substring("java.lang.".length())))
                .toList();
    }

    /** A name that begins with # would be a comment. */
    private static List<String> quoted(Set<String> references) {
        return references.stream().map(name -> '"' + name + '"').toList();
    }

    private static String listed(Collection<String> names, Value value) {
        return names.isEmpty() ? value.says() : String.join("|", names);
    }

    private static boolean bounded(Value value) {
        return value.least() != null || value.most() != null;
    }

    private static String range(Value value, String otherwise) {
        if (!bounded(value)) return otherwise;
        return (value.least() == null ? "" : value.least()) + ".." + (value.most() == null ? "" : value.most());
    }
}

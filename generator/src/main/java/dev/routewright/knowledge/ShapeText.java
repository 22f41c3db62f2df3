package dev.routewright.knowledge;

import dev.routewright.knowledge.Vocabulary.Shape;
import dev.routewright.knowledge.Vocabulary.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Steps with their attributes and sections, and options, as lines. What stands on most steps is said once elsewhere. */
final class ShapeText {
    /** Sections hold sections; nobody reads deeper, and a section may hold itself. */
    private static final int DEEPEST = 3;

    private static final Set<String> SIMPLE = Set.of("template", "file-name", "file-move");
    /** Said by the kind of value, or the same on every step. */
    private static final Set<String> PLAIN =
            Set.of("expression", "steps", "uri", "parameters", "variableSend", "variableReceive", "dataFormat");

    private final Vocabulary vocabulary;
    private final Notes notes;
    private final CamelWords camel;
    private final ValueText values;
    private final Map<String, Value> common;

    ShapeText(Vocabulary vocabulary, Notes notes, CamelWords camel, ValueText values) {
        this.vocabulary = vocabulary;
        this.notes = notes;
        this.camel = camel;
        this.values = values;
        this.common = common(vocabulary);
    }

    /** Attributes most steps have. */
    Map<String, Value> common() {
        return common;
    }

    private static Map<String, Value> common(Vocabulary vocabulary) {
        var counts = new TreeMap<String, Map<Value, Integer>>();
        for (Shape shape : vocabulary.steps().values())
            shape.attributes().forEach((name, value) -> counts.computeIfAbsent(name, n -> new java.util.HashMap<>())
                    .merge(value, 1, Integer::sum));
        var common = new TreeMap<String, Value>();
        counts.forEach((name, kinds) -> kinds.forEach((value, count) -> {
            if (count > vocabulary.steps().size() * 4 / 5 && !ValueText.isFixed(value)) common.put(name, value);
        }));
        return Collections.unmodifiableMap(common);
    }

    /** @param full with an example and what attributes do */
    String step(String name, boolean full) {
        var shape = vocabulary.steps().get(name);
        var lines = new ArrayList<String>();
        lines.add("step " + name + "  " + Reference.or(notes.says("steps", name), camel.step(name)));
        var like = notes.like("steps", name);
        if (full && !like.isEmpty()) lines.add("  e.g. " + like);
        attributes(name, "", shape, full, 0, lines);
        return String.join("\n", lines);
    }

    /** Top-level keys and below them what a route is made of, without steps. */
    String top() {
        var lines = new ArrayList<String>();
        vocabulary.top().forEach((name, part) -> {
            var shape = vocabulary.sections().get(part);
            lines.add("file: list of " + name);
            if (shape != null) attributes(name, name + ".", shape, false, 0, lines);
        });
        return String.join("\n", lines);
    }

    private void attributes(String step, String path, Shape shape, boolean full, int depth, List<String> lines) {
        shape.attributes().forEach((name, value) -> {
            if (value.equals(common.get(name)) || ValueText.isFixed(value)) return;
            var section = value.words().isEmpty() || !value.type().startsWith("part")
                    ? null
                    : vocabulary.sections().get(value.words().get(0));
            var said = section == null ? values.of(name, value) : value.type().equals("parts") ? "list" : "mapping";
            lines.add(line(step, path + name, name, value.required(), said, full));
            if (section == null || depth == DEEPEST) return;
            attributes(
                    step, path + name + (value.type().equals("parts") ? "[]." : "."), section, full, depth + 1, lines);
        });
    }

    /** One line for each option. @param prefix what stands before each name */
    String options(String owner, String prefix, Map<String, Value> options, boolean full) {
        return options.entrySet().stream()
                .filter(option -> !ValueText.isFixed(option.getValue()))
                .map(option -> {
                    String name = option.getKey();
                    var value = option.getValue();
                    return line(owner, prefix + name, name, value.required(), values.of(name, value), full);
                })
                .collect(Collectors.joining("\n"));
    }

    private String line(String owner, String shown, String name, boolean required, String value, boolean full) {
        var does = !full || PLAIN.contains(name) && !notes.tellsOf(owner, name) ? "" : does(owner, name);
        return "  " + shown + (required ? " (required)" : "") + ": " + value + (does.isEmpty() ? "" : "; " + does);
    }

    private String does(String owner, String name) {
        if (notes.tellsOf(owner, name)) return notes.ofOption(owner, name);
        if (vocabulary.components().containsKey(owner)) return camel.option(owner, name);
        return vocabulary.steps().containsKey(owner) ? camel.attribute(owner, name) : "";
    }

    /** Whether any of the steps holds text in Simple. */
    boolean usesSimple(List<String> steps) {
        return steps.stream()
                .flatMap(step -> vocabulary.steps().get(step).attributes().values().stream())
                .anyMatch(value -> SIMPLE.contains(value.type()));
    }
}

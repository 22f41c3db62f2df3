package dev.routewright.inspection;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds the steps and parts of a policy against Camel's own grammar, and gives each the common attributes that Camel
 * knows there.
 */
final class ShapeCheck {
    private final CamelGrammar grammar = new CamelGrammar();
    private final Map<String, Kind> common;
    private final Map<String, Policy.Shape> parts;
    private final Map<String, Policy.Shape> checkedParts = new LinkedHashMap<>();

    ShapeCheck(Map<String, Kind> common, Map<String, Policy.Shape> parts) {
        this.common = common;
        this.parts = parts;
    }

    record Checked(Map<String, Policy.Shape> steps, Map<String, Policy.Shape> parts) {}

    Checked check(Map<String, String> top, Map<String, Policy.Shape> steps) {
        top.forEach((key, part) -> part(
                "top." + key,
                part,
                grammar.top(key).orElseThrow(() -> unknown("top." + key, "a top-level key of Camel's YAML DSL"))));
        var checkedSteps = new LinkedHashMap<String, Policy.Shape>();
        steps.forEach((key, shape) -> checkedSteps.put(
                key,
                shape(
                        "steps." + key,
                        shape,
                        grammar.step(key).orElseThrow(() -> unknown("steps." + key, "a step of Camel's YAML DSL")))));
        for (String part : parts.keySet())
            if (!checkedParts.containsKey(part))
                throw unknown("parts." + part, "used by a step or section of this policy");
        return new Checked(checkedSteps, checkedParts);
    }

    private Policy.Shape shape(String place, Policy.Shape shape, CamelGrammar.Definition camel) {
        var attributes = new LinkedHashMap<>(shape.attributes());
        common.forEach((key, kind) -> {
            if (camel.keys().contains(key)) attributes.putIfAbsent(key, kind);
        });
        shape.attributes().forEach((key, kind) -> attribute(place + "." + key, key, kind, camel));
        if (shape.inline() != null && !shape.attributes().containsKey(shape.inline()))
            throw refusal(place + ".inline", "names an attribute that is not listed beside it");
        return new Policy.Shape(attributes, shape.inline());
    }

    private void attribute(String place, String key, Kind kind, CamelGrammar.Definition camel) {
        boolean known = camel.keys().contains(key)
                || (key.equals("expression") && camel.keys().contains("simple"))
                || (key.equals("dataFormat") && camel.keys().contains("json"));
        if (!known) throw unknown(place, "an attribute Camel knows there");
        if (kind.type() == Kind.Type.PART || kind.type() == Kind.Type.PARTS)
            part(
                    place,
                    kind.words().get(0),
                    camel.at(key).orElseThrow(() -> unknown(place, "a mapping in Camel's YAML DSL")));
    }

    private void part(String place, String name, CamelGrammar.Definition camel) {
        var shape = parts.get(name);
        if (shape == null) throw refusal(place, "names the part `" + name + "`, which is not under `parts`");
        if (checkedParts.containsKey(name)) return;
        checkedParts.put(name, shape);
        checkedParts.put(name, shape("parts." + name, shape, camel));
    }

    static IllegalArgumentException unknown(String place, String what) {
        return refusal(place, "is not " + what);
    }

    static IllegalArgumentException refusal(String place, String problem) {
        return new PolicySection(place, null).error(problem);
    }
}

package dev.routewright.inspection;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a policy against Camel's grammar and catalog: a misspelt entry would silently allow nothing. */
final class PolicyCheck {
    private final Policy.Content policy;
    private final CamelGrammar grammar = new CamelGrammar();
    private final ComponentCatalog catalog = ComponentCatalog.shared();
    private final Set<String> seen = new HashSet<>();

    PolicyCheck(Policy.Content policy) {
        this.policy = policy;
    }

    void check() {
        policy.top()
                .forEach((key, part) -> part(
                        "top." + key,
                        part,
                        grammar.top(key)
                                .orElseThrow(() -> unknown("top." + key, "a top-level key of Camel's YAML DSL"))));
        policy.steps()
                .forEach((key, shape) -> shape(
                        "steps." + key,
                        shape,
                        grammar.step(key).orElseThrow(() -> unknown("steps." + key, "a step of Camel's YAML DSL"))));
        for (String part : policy.parts().keySet())
            if (!seen.contains(part)) throw unknown("parts." + part, "used by a step or section of this policy");
        policy.components().forEach(this::component);
        for (var placeholder : policy.placeholders().entrySet())
            if (placeholder.getValue().contains("{{") || placeholder.getValue().contains("${"))
                throw refusal("placeholders." + placeholder.getKey(), "holds another placeholder or expression");
    }

    private void shape(String place, Policy.Shape shape, CamelGrammar.Definition camel) {
        shape.attributes().forEach((key, kind) -> {
            boolean known = camel.keys().contains(key)
                    || (key.equals("expression") && camel.keys().contains("simple"))
                    || (key.equals("dataFormat") && camel.keys().contains("json"));
            if (!known) throw unknown(place + "." + key, "an attribute Camel knows there");
            if (kind.type() == Kind.Type.PART || kind.type() == Kind.Type.PARTS)
                part(
                        place + "." + key,
                        kind.words().get(0),
                        camel.at(key).orElseThrow(() -> unknown(place + "." + key, "a mapping in Camel's YAML DSL")));
        });
        if (shape.inline() != null && !shape.attributes().containsKey(shape.inline()))
            throw refusal(place + ".inline", "names an attribute that is not listed beside it");
    }

    private void part(String place, String name, CamelGrammar.Definition camel) {
        var shape = policy.parts().get(name);
        if (shape == null) throw refusal(place, "names the part `" + name + "`, which is not under `parts`");
        if (seen.add(name)) shape("parts." + name, shape, camel);
    }

    private void component(String scheme, Policy.Component component) {
        if (!catalog.knows(scheme)) throw unknown("components." + scheme, "a component of the Camel catalog");
        if (scheme.equals("kamelet")) return;
        options(scheme, "from", component.from());
        options(scheme, "to", component.to());
    }

    private void options(String scheme, String direction, @Nullable Map<String, Kind> options) {
        if (options == null) return;
        for (String option : options.keySet())
            if (!catalog.hasOption(scheme, option))
                throw unknown("components." + scheme + "." + direction + "." + option, "an option of the component");
    }

    private static IllegalArgumentException unknown(String place, String what) {
        return refusal(place, "is not " + what);
    }

    private static IllegalArgumentException refusal(String place, String problem) {
        return new PolicySection(place, null).error(problem);
    }
}

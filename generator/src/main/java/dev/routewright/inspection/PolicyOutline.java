package dev.routewright.inspection;

import dev.routewright.inspection.PolicyText.Entry;
import dev.routewright.inspection.PolicyText.Section;
import dev.routewright.knowledge.ComponentCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders what a policy allows by what an operator asks: where from, where to, by which steps, with which limits. */
final class PolicyOutline {
    private final Policy.Content policy;
    private final ComponentCatalog catalog = ComponentCatalog.shared();

    PolicyOutline(Policy.Content policy) {
        this.policy = policy;
    }

    List<Section> sections() {
        return Stream.concat(shapes().stream(), new PolicyLists(policy).sections().stream())
                .toList();
    }

    private List<Section> shapes() {
        return List.of(from(), to(), kamelets(), steps(), languages(), dataFormats());
    }

    private Section from() {
        var entries = policy.entries();
        return new Section(
                "from",
                "What a route may begin with",
                "Paths of the ingress begin with %s; these and all below them belong to the runtime: %s."
                        .formatted(entries.prefix(), list(entries.reserved())),
                List.of("components", "entries"),
                Stream.concat(
                                components(Policy.Component::from).stream(),
                                entries.stripBefore().isEmpty()
                                        ? Stream.of()
                                        : Stream.of(Entry.names(
                                                "removeHeaders",
                                                "must be the first step when a caller's message goes on to",
                                                entries.stripBefore())))
                        .toList());
    }

    private Section to() {
        return new Section(
                "to",
                "What a route may send to",
                "Brokers, credentials, TLS and converters come from settings, never from a route.",
                List.of("components"),
                components(Policy.Component::to));
    }

    private List<Entry> components(Function<Policy.Component, @Nullable Map<String, Kind>> direction) {
        var entries = new ArrayList<Entry>();
        each(policy.components(), (scheme, component) -> {
            var options = direction.apply(component);
            if (options == null) return;
            var inner = new ArrayList<>(Entry.values(options));
            if (component.query()) inner.add(Entry.of("any other name", "is sent as a query parameter"));
            entries.add(Entry.of(
                    scheme,
                    scheme.equals("kamelet") ? "a registered service or a listed Kamelet" : catalog.description(scheme),
                    inner));
        });
        return entries;
    }

    private Section kamelets() {
        var entries = new ArrayList<Entry>();
        entries.add(Entry.of(
                "<service>-<operation>",
                "any operation of a registered service; what a route leaves out its mediation settings say",
                Entry.values(policy.kamelets().operation())));
        each(
                policy.kamelets().catalog(),
                (name, parameters) -> entries.add(Entry.of(name, "", Entry.values(parameters))));
        return new Section(
                "kamelets", "Services and Kamelets", "Called by kamelet:NAME.", List.of("kamelets"), entries);
    }

    private Section steps() {
        var common = common();
        var entries = new ArrayList<Entry>();
        entries.add(Entry.names("top level", "a file is a list of", policy.top().keySet()));
        entries.add(Entry.of("on every step", "", Entry.values(common)));
        each(policy.steps(), (name, shape) -> entries.add(shape(name, shape, common)));
        each(policy.parts(), (name, shape) -> entries.add(shape("section " + name, shape, common)));
        return new Section(
                "steps",
                "Steps and what they may hold",
                "A key that is not named here is refused, also where Camel knows it.",
                List.of("top", "common", "steps", "parts"),
                entries);
    }

    /** What stands on most steps is said once. */
    private Map<String, Kind> common() {
        var counts = new HashMap<Map.Entry<String, Kind>, Integer>();
        for (var shape : policy.steps().values())
            shape.attributes().entrySet().forEach(attribute -> counts.merge(attribute, 1, Integer::sum));
        var common = new HashMap<String, Kind>();
        counts.forEach((attribute, count) -> {
            if (count * 2 > policy.steps().size()) common.put(attribute.getKey(), attribute.getValue());
        });
        return common;
    }

    private static Entry shape(String name, Policy.Shape shape, Map<String, Kind> common) {
        var own = new HashMap<>(shape.attributes());
        own.entrySet().removeAll(common.entrySet());
        return Entry.of(name, shape.inline() == null ? "" : "a plain text is its " + shape.inline(), Entry.values(own));
    }

    private Section languages() {
        var entries = new ArrayList<Entry>();
        each(policy.languages(), (name, language) -> {
            var inner = new ArrayList<>(Entry.values(language.attributes()));
            if (name.equals("jq")) inner.add(Entry.names("functions", "", policy.jqFunctions()));
            if (name.equals("simple")) {
                inner.add(Entry.names("functions", "", policy.simple().functions()));
                inner.add(Entry.names(
                        "operators",
                        policy.simple().operators().isEmpty() ? "none" : "",
                        policy.simple().operators()));
            }
            entries.add(Entry.of(name, language.predicates() ? "values and conditions" : "values only", inner));
        });
        entries.add(Entry.names(
                "never read",
                "headers that may hold a credential",
                policy.simple().sensitive()));
        return new Section(
                "languages",
                "Expression languages and their functions",
                "Expressions are parsed; a function that is not named here is refused.",
                List.of("languages", "simple", "jq"),
                entries);
    }

    private Section dataFormats() {
        var entries = new ArrayList<Entry>();
        each(
                policy.dataFormats(),
                (name, format) -> entries.add(Entry.of(
                        name,
                        format.unmarshal() ? "reading and writing" : "writing only",
                        Entry.values(format.options()))));
        return new Section("data-formats", "Data formats", "", List.of("dataFormats"), entries);
    }

    private static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    static <T> void each(Map<String, T> map, BiConsumer<String, T> action) {
        map.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> action.accept(entry.getKey(), entry.getValue()));
    }
}

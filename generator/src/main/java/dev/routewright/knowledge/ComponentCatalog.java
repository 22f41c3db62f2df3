package dev.routewright.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;

/**
 * What Camel knows: components with their options, languages, data formats. Says what exists, never what is allowed.
 * Answers do not change; safe for any number of threads.
 */
public final class ComponentCatalog {
    private static final ComponentCatalog SHARED = new ComponentCatalog();

    private final CamelCatalog camel = new DefaultCamelCatalog(true);
    private final Set<String> components = new TreeSet<>(camel.findComponentNames());
    private final Set<String> languages = new TreeSet<>(camel.findLanguageNames());
    private final Set<String> dataFormats = new TreeSet<>(camel.findDataFormatNames());
    private final Map<String, Optional<Known>> known = new ConcurrentHashMap<>();

    /** @param names of endpoint options, and of component options, which some components also read from a URI */
    private record Known(ComponentModel model, Set<String> names, Set<String> prefixes) {}

    /** The catalog is read-only and costs memory, so that one is enough for a process. */
    public static ComponentCatalog shared() {
        return SHARED;
    }

    /** What it says in words, as far as it names nothing but these. */
    CamelWords words(Set<String> allowed) {
        return new CamelWords(camel, allowed);
    }

    /** Of Camel. */
    public String version() {
        return camel.getCatalogVersion();
    }

    public boolean knows(String scheme) {
        return components.contains(scheme);
    }

    public Set<String> components() {
        return components;
    }

    /** Names an expression language can have in YAML, also those that are refused everywhere. */
    public Set<String> languages() {
        return languages;
    }

    public boolean isDataFormat(String name) {
        return dataFormats.contains(name)
                || dataFormats.stream()
                        .anyMatch(n -> camel.dataFormatModel(n).getModelName().equals(name));
    }

    /** Whether the component has the option, also as one of a family such as {@code trigger.timeZone}. */
    public boolean hasOption(String scheme, String name) {
        return known(scheme)
                .map(k -> k.names().contains(name) || k.prefixes().stream().anyMatch(name::startsWith))
                .orElse(false);
    }

    /** The option with this name in any spelling of capitals: Camel does not care about them. */
    public Optional<String> anyCase(String scheme, String name) {
        return options(scheme).stream().filter(name::equalsIgnoreCase).findFirst();
    }

    public Set<String> options(String scheme) {
        return known(scheme).map(Known::names).orElse(Set.of());
    }

    /** Options that are parts of the path, in the order of the syntax, such as {@code topic} of {@code kafka:topic}. */
    public List<String> pathOptions(String scheme) {
        return known(scheme)
                .map(k -> k.model().getEndpointPathOptions().stream()
                        .map(EndpointOptionModel::getName)
                        .toList())
                .orElse(List.of());
    }

    /** What the component is for, one sentence of Camel's. */
    public String description(String scheme) {
        return known(scheme).map(k -> k.model().getDescription()).orElse("");
    }

    public String syntax(String scheme) {
        return known(scheme).map(k -> k.model().getSyntax()).orElse(scheme);
    }

    private Optional<Known> known(String scheme) {
        return known.computeIfAbsent(scheme, s -> {
            if (!knows(s)) return Optional.empty();
            var model = camel.componentModel(s);
            var names = new TreeSet<String>();
            model.getEndpointOptions().forEach(o -> names.add(o.getName()));
            model.getComponentOptions().forEach(o -> names.add(o.getName()));
            var prefixes = model.getEndpointOptions().stream()
                    .filter(o -> o.isMultiValue() && o.getPrefix() != null)
                    .map(EndpointOptionModel::getPrefix)
                    .collect(Collectors.toUnmodifiableSet());
            return Optional.of(new Known(model, names, prefixes));
        });
    }
}

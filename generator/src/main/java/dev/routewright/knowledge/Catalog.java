package dev.routewright.knowledge;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;
import org.jspecify.annotations.Nullable;

/**
 * What Camel knows: components with their options, languages, data formats, steps. Says what exists, never what is
 * allowed. Answers are immutable and kept; safe for any number of threads, and nothing is read before it is asked for.
 */
public final class Catalog {
    private final Supplier<Names> names;
    private final ConcurrentHashMap<String, Component> components = new ConcurrentHashMap<>();
    private final CamelCatalog camel = new DefaultCamelCatalog(false);

    public Catalog() {
        this.names = new Once(this::load);
    }

    /** The component of that scheme; a name of several schemes, such as {@code https}, is a component of its own here. */
    public Optional<Component> component(String scheme) {
        // only names that exist are looked up and kept: the scheme comes out of a draft
        if (!componentNames().contains(scheme)) return Optional.empty();
        return Optional.of(components.computeIfAbsent(scheme, this::read));
    }

    public SortedSet<String> componentNames() {
        return names.get().components;
    }

    public SortedSet<String> languageNames() {
        return names.get().languages;
    }

    public SortedSet<String> dataFormatNames() {
        return names.get().dataFormats;
    }

    /** Steps and other elements of a route by their YAML name, such as {@code choice} and {@code setBody}. */
    public SortedSet<String> eipNames() {
        return names.get().eips;
    }

    /** At most three of the known names that the unknown one may have been meant for, the nearest first. */
    public List<String> nearMisses(String unknown, Collection<String> known) {
        return NearMisses.of(unknown, known);
    }

    private Names load() {
        return new Names(
                sorted(camel.findComponentNames()),
                sorted(camel.findLanguageNames()),
                sorted(camel.findDataFormatNames()),
                sorted(camel.findModelNames()));
    }

    private Component read(String scheme) {
        ComponentModel model = camel.componentModel(scheme);
        return new Component(
                scheme,
                model.getTitle(),
                model.getSyntax(),
                model.isConsumerOnly(),
                model.isProducerOnly(),
                model.isLenientProperties(),
                model.getEndpointOptions().stream().map(Catalog::option).toList());
    }

    private static Option option(ComponentModel.EndpointOptionModel model) {
        String label = model.getLabel() == null ? "" : model.getLabel();
        boolean consumer = label.contains("consumer");
        boolean producer = label.contains("producer");
        return new Option(
                model.getName(),
                "path".equals(model.getKind()) ? Kind.PATH : Kind.PARAMETER,
                model.getType(),
                model.getEnums() == null ? List.of() : model.getEnums(),
                model.isRequired(),
                consumer && !producer,
                producer && !consumer,
                model.isMultiValue(),
                model.getPrefix() == null ? "" : model.getPrefix(),
                model.isSecret(),
                model.getDescription() == null ? "" : model.getDescription());
    }

    private static SortedSet<String> sorted(Collection<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    private record Names(
            SortedSet<String> components,
            SortedSet<String> languages,
            SortedSet<String> dataFormats,
            SortedSet<String> eips) {}

    /** Where an option stands in an endpoint URI. */
    public enum Kind {
        PATH,
        PARAMETER
    }

    /**
     * A Camel component.
     *
     * @param syntax of its URI, such as {@code timer:timerName}
     * @param consumerOnly only usable in {@code from}
     * @param producerOnly only usable in {@code to}
     * @param lenient takes unknown options, for instance as query parameters
     */
    public record Component(
            String scheme,
            String title,
            String syntax,
            boolean consumerOnly,
            boolean producerOnly,
            boolean lenient,
            List<Option> options) {
        public Component {
            options = List.copyOf(options);
        }

        /** The option of that name, or the one whose prefix the name starts with. */
        public Optional<Option> option(String name) {
            return options.stream()
                    .filter(option -> option.name.equals(name))
                    .findFirst()
                    .or(() -> options.stream()
                            .filter(option -> option.multiValue
                                    && !option.prefix.isEmpty()
                                    && name.startsWith(option.prefix)
                                    && name.length() > option.prefix.length())
                            .findFirst());
        }
    }

    /**
     * One endpoint option.
     *
     * @param type {@code string boolean integer number duration enum object …}
     * @param values the allowed values of an enum, otherwise empty
     * @param consumerOnly has a meaning in {@code from} only
     * @param producerOnly has a meaning in {@code to} only
     * @param multiValue stands for any number of options that start with the prefix
     * @param prefix such as {@code scheduler.}, empty for an option without
     */
    public record Option(
            String name,
            Kind kind,
            String type,
            List<String> values,
            boolean required,
            boolean consumerOnly,
            boolean producerOnly,
            boolean multiValue,
            String prefix,
            boolean secret,
            String description) {
        public Option {
            values = List.copyOf(values);
        }
    }

    /** Loads at the first question, once. */
    private static final class Once implements Supplier<Names> {
        private final Supplier<Names> loader;
        private volatile @Nullable Names loaded;

        Once(Supplier<Names> loader) {
            this.loader = loader;
        }

        @Override
        public Names get() {
            Names here = loaded;
            if (here != null) return here;
            synchronized (this) {
                if (loaded == null) loaded = loader.get();
                return Objects.requireNonNull(loaded);
            }
        }
    }
}

package dev.routewright.knowledge;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a route may say, as plain data in alphabetical order. It is read off the policy that inspection judges by, so
 * that whoever is told of something by the {@link Manual} may use it, and nothing else is told of.
 *
 * @param policy hash of the policy
 * @param top top-level keys with the part that says what each holds
 * @param sections shapes of the mappings below steps, such as {@code when}
 * @param references objects of the runtime by the attribute that may name them
 * @param types for conversions
 * @param limits numbers of the whole document in words
 */
public record Vocabulary(
        String policy,
        Map<String, String> top,
        Map<String, Shape> steps,
        Map<String, Shape> sections,
        Map<String, Language> languages,
        Map<String, Component> components,
        Map<String, Value> operation,
        Map<String, Map<String, Value>> kamelets,
        Map<String, DataFormat> dataFormats,
        Headers headers,
        Exceptions exceptions,
        Map<String, Set<String>> references,
        Set<String> types,
        Places places,
        Set<String> placeholders,
        Map<String, Long> limits) {
    public Vocabulary {
        top = sorted(top);
        steps = sorted(steps);
        sections = sorted(sections);
        languages = sorted(languages);
        components = sorted(components);
        operation = sorted(operation);
        var byName = new TreeMap<String, Map<String, Value>>();
        kamelets.forEach((name, parameters) -> byName.put(name, sorted(parameters)));
        kamelets = Collections.unmodifiableMap(byName);
        dataFormats = sorted(dataFormats);
        var named = new TreeMap<String, Set<String>>();
        references.forEach((attribute, names) -> named.put(attribute, sorted(names)));
        references = Collections.unmodifiableMap(named);
        types = sorted(types);
        placeholders = sorted(placeholders);
        limits = sorted(limits);
    }

    /**
     * What a value may be.
     *
     * @param type as the policy names it, such as {@code number}, {@code one of}, {@code expression}, {@code parts}
     * @param least null when nothing bounds it
     * @param words the allowed words, or the name of the section
     * @param says all of it in words for people
     */
    public record Value(
            String type, @Nullable Long least, @Nullable Long most, List<String> words, boolean required, String says) {
        public Value {
            words = List.copyOf(words);
        }
    }

    /** @param inline the attribute a plain text stands for, empty when it must be a mapping */
    public record Shape(Map<String, Value> attributes, String inline) {
        public Shape {
            attributes = sorted(attributes);
        }
    }

    /**
     * @param conditions whether conditions may be written in it
     * @param functions callable names, empty when the language has none of its own
     */
    public record Language(Map<String, Value> attributes, boolean conditions, Set<String> functions) {
        public Language {
            attributes = sorted(attributes);
            functions = sorted(functions);
        }
    }

    /**
     * @param from options when a route begins with it, null when none may
     * @param to options when a route sends to it, null when none may
     * @param query whether other names are sent as query parameters
     */
    public record Component(
            @Nullable Map<String, Value> from, @Nullable Map<String, Value> to, boolean query) {
        public Component {
            from = from == null ? null : sorted(from);
            to = to == null ? null : sorted(to);
        }
    }

    /** @param unmarshal whether it also reads */
    public record DataFormat(Map<String, Value> options, boolean unmarshal) {
        public DataFormat {
            options = sorted(options);
        }
    }

    /**
     * @param control headers that steer Camel, with what may be put into them
     * @param forbidden patterns of names that may not be set
     * @param unread patterns of names that may not be read into a text
     */
    public record Headers(Map<String, Value> control, List<String> forbidden, List<String> unread) {
        public Headers {
            control = sorted(control);
            forbidden = forbidden.stream().sorted().toList();
            unread = unread.stream().sorted().toList();
        }
    }

    public record Exceptions(Set<String> caught, Set<String> thrown) {
        public Exceptions {
            caught = sorted(caught);
            thrown = sorted(thrown);
        }
    }

    /**
     * Patterns of where a route may begin and send to.
     *
     * @param prefix of paths of the ingress
     * @param reservedPaths the runtime's own
     * @param fileNames functions of Simple that may make a file name
     * @param hosts with the schemes they may be called by
     */
    public record Places(
            String prefix,
            List<String> reservedPaths,
            List<String> folders,
            Set<String> fileNames,
            List<String> topics,
            List<String> reservedTopics,
            Map<String, Set<String>> hosts,
            List<String> reservedIds) {
        public Places {
            reservedPaths = reservedPaths.stream().sorted().toList();
            folders = folders.stream().sorted().toList();
            fileNames = sorted(fileNames);
            topics = topics.stream().sorted().toList();
            reservedTopics = reservedTopics.stream().sorted().toList();
            var byName = new TreeMap<String, Set<String>>();
            hosts.forEach((host, schemes) -> byName.put(host, sorted(schemes)));
            hosts = Collections.unmodifiableMap(byName);
            reservedIds = reservedIds.stream().sorted().toList();
        }
    }

    /** Every name a route may use, whatever it is the name of. */
    Set<String> names() {
        var names = new TreeSet<String>();
        names.addAll(top.keySet());
        shapes(names, steps);
        shapes(names, sections);
        languages.forEach((name, language) -> {
            names.add(name);
            names.addAll(language.attributes().keySet());
            names.addAll(language.functions());
        });
        components.forEach((name, component) -> {
            names.add(name);
            if (component.from() != null) names.addAll(component.from().keySet());
            if (component.to() != null) names.addAll(component.to().keySet());
        });
        names.addAll(operation.keySet());
        kamelets.forEach((name, parameters) -> {
            names.add(name);
            names.addAll(parameters.keySet());
        });
        dataFormats.forEach((name, format) -> {
            names.add(name);
            names.addAll(format.options().keySet());
        });
        names.addAll(headers.control().keySet());
        return Collections.unmodifiableSet(names);
    }

    private static void shapes(Set<String> names, Map<String, Shape> shapes) {
        shapes.forEach((name, shape) -> {
            names.add(name);
            names.addAll(shape.attributes().keySet());
        });
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    private static Set<String> sorted(Collection<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }
}

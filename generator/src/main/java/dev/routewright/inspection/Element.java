package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step, a section or a part of one, in one spelling. What the policy's grammar does not know has not become an
 * element, only a finding.
 *
 * @param kind name of the step, such as {@code setBody}, or of the part, such as {@code when}
 * @param step nearest id, for findings
 * @param children by attribute, such as {@code steps}, {@code when}, {@code otherwise}
 */
record Element(
        String kind,
        Place place,
        @Nullable String step,
        Map<String, Value> values,
        List<Expression> expressions,
        List<Endpoint> endpoints,
        @Nullable DataFormat dataFormat,
        List<Value> exceptions,
        Map<String, List<Element>> children) {

    /** @param unmarshal whether it reads rather than writes */
    record DataFormat(String name, boolean unmarshal, Place place, List<Value> options) {}

    /** An element is the one at its place; comparing contents would walk everything inside. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(Value::text);
    }

    List<Element> children(String name) {
        return children.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return values.containsKey(name)
                || children.containsKey(name)
                || expressions.stream().anyMatch(e -> e.role().equals(name));
    }

    /** This and everything inside, outer before inner, in the order of the file. */
    Stream<Element> all() {
        var all = new ArrayList<Element>();
        collect(all);
        return all.stream();
    }

    private void collect(List<Element> all) {
        all.add(this);
        for (var part : children.values()) for (var child : part) child.collect(all);
    }
}

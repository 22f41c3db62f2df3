package dev.routewright.knowledge;

import java.util.Set;

/**
 * A short route that shows how something is done here, tried and inspected.
 *
 * @param name the field's term
 * @param use when a plan needs it, one sentence
 * @param parts what it demonstrates
 * @param yaml the route without its head
 */
public record Pattern(String name, String use, Set<String> parts, String yaml) {
    public Pattern {
        parts = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(parts));
    }
}

package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message certainly carries at a step, whichever way it came: where two ways meet, only what both have set is
 * left; and what may have happened to it on one of them.
 *
 * @param filled headers by lower-case name and variables by {@code $name}, with what they were filled with
 * @param body whether the route itself has put the body together since its last call
 * @param inOnly whether the route may have said that nobody waits for an answer
 * @param passed tries, breakers and choices it has left behind on the way
 */
record Carried(Map<String, Filled> filled, boolean body, boolean inOnly, List<Element> passed) {
    static final Carried NOTHING = new Carried(Map.of(), false, false, List.of());

    /** @param text as it stands in the route */
    record Filled(String language, String text) {
        boolean isFixed() {
            return language.equals("constant") || language.equals("simple") && !text.contains("${");
        }

        /** What is known when it may be either. */
        private Filled or(Filled other) {
            return equals(other) || isFixed() && other.isFixed() ? this : EITHER;
        }

        private static final Filled EITHER = new Filled("either", "");
    }

    Carried {
        filled = Map.copyOf(filled);
        passed = List.copyOf(passed);
    }

    int size() {
        return filled.size() + passed.size();
    }

    Optional<Filled> header(String name) {
        return Optional.ofNullable(filled.get(keyOfHeader(name)));
    }

    Optional<Filled> variable(String name) {
        return Optional.ofNullable(filled.get(keyOfVariable(name)));
    }

    static String keyOfHeader(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String keyOfVariable(String name) {
        return "$" + name;
    }

    Carried withHeader(String name, Filled value) {
        return with(Map.of(keyOfHeader(name), value));
    }

    Carried withVariable(String name, Filled value) {
        return with(Map.of(keyOfVariable(name), value));
    }

    Carried with(Map<String, Filled> values) {
        var more = new HashMap<>(filled);
        more.putAll(values);
        return new Carried(more, body, inOnly, passed);
    }

    /** @param except patterns with a bar between them, as Camel takes them */
    Carried withoutHeaders(String pattern, String except) {
        var left = new HashMap<>(filled);
        var kept = List.of(except.split("\\|"));
        left.keySet()
                .removeIf(
                        name -> !name.startsWith("$") && Names.matches(pattern, name) && !Names.matchesAny(kept, name));
        return new Carried(left, body, inOnly, passed);
    }

    Carried withBody(boolean written) {
        return new Carried(filled, written, inOnly, passed);
    }

    Carried withPattern(String pattern) {
        return new Carried(filled, body, pattern.equals("InOnly"), passed);
    }

    Carried having(Element left) {
        return new Carried(
                filled,
                body,
                inOnly,
                Stream.concat(passed.stream(), Stream.of(left)).toList());
    }

    /** @param some whether there are messages that take none of the ways, so that a choice behind is not made up for */
    Carried onCondition(boolean some) {
        return new Carried(
                filled,
                body,
                inOnly,
                passed.stream().filter(e -> !some && e.kind().equals("choice")).toList());
    }

    boolean hasPassed(Element element) {
        return passed.stream().anyMatch(e -> e == element);
    }

    Carried meet(Carried other) {
        var both = new HashMap<>(filled);
        both.keySet().retainAll(other.filled.keySet());
        both.replaceAll((name, value) -> value.or(other.filled.get(name)));
        var behind = new ArrayList<>(passed);
        other.passed.stream().filter(e -> !hasPassed(e)).forEach(behind::add);
        return new Carried(both, body && other.body, inOnly || other.inOnly, behind);
    }
}

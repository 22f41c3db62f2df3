package dev.routewright.knowledge;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The routes to learn from. */
final class Patterns {
    private final List<Pattern> all;

    Patterns(List<Pattern> all) {
        this.all = all.stream().sorted(Comparator.comparing(Pattern::name)).toList();
    }

    static Patterns shipped() {
        return new Patterns(List.of());
    }

    List<Pattern> all() {
        return all;
    }

    List<Pattern> choose(Set<String> parts, String text, int most, int tokens) {
        return List.of();
    }
}

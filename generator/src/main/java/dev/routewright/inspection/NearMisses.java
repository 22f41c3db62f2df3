package dev.routewright.inspection;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what somebody probably meant. */
final class NearMisses {
    private static final int MOST = 3;

    private NearMisses() {}

    static List<String> of(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.length() > 64) return List.of();
        int limit = lower.length() <= 3 ? 1 : Math.max(2, lower.length() / 3);
        record Near(String name, int distance) {}
        return known.stream()
                .map(name -> new Near(name, distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() <= limit)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** {@code "Did you mean `a` or `b`?"}, or the sentence for when nothing is near. */
    static String ask(String word, Collection<String> known, String otherwise) {
        var near = of(word, known);
        return near.isEmpty()
                ? otherwise
                : "Did you mean " + near.stream().map(n -> "`" + n + "`").collect(Collectors.joining(" or ")) + "?";
    }

    /** Names in order, shortened when there are many. */
    static String list(Collection<String> names) {
        if (names.isEmpty()) return "none";
        String text = names.stream().sorted().limit(40).map(n -> "`" + n + "`").collect(Collectors.joining(", "));
        return names.size() > 40 ? text + ", …" : text;
    }

    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) previous[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

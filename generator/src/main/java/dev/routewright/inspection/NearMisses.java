package dev.routewright.inspection;

import dev.routewright.knowledge.NearNames;
import java.util.Collection;
import java.util.stream.Collectors;

/** Says what somebody probably meant, or what there is. */
final class NearMisses {
    private NearMisses() {}

    /** What to write instead, {@code "Did you mean `a` or `b`?"}, or the sentence for when nothing is near. */
    static String ask(String word, Collection<String> known, String otherwise) {
        var instead = Instead.of(word);
        if (instead.isPresent()) return instead.get();
        var near = NearNames.of(word, known);
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
}

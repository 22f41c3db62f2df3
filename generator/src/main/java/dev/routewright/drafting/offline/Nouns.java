package dev.routewright.drafting.offline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names made of what arrives: {@code /orders} for an order, {@code /credit-requests} for 信用申请. */
final class Nouns {
    private Nouns() {}

    static String plural(String noun) {
        if (noun.endsWith("s") && !noun.endsWith("ss") && !noun.endsWith("us")) return noun;
        if (noun.endsWith("y") && !noun.matches(".*[aeiou]y")) return noun.substring(0, noun.length() - 1) + "ies";
        return noun + (noun.matches(".*(s|x|ch|sh)") ? "es" : "s");
    }

    /** Empty when a word has no English name. */
    static Optional<String> path(List<Token> noun) {
        var words = noun.stream().map(Nouns::english).flatMap(Optional::stream).toList();
        if (words.isEmpty() || words.size() < noun.size()) return Optional.empty();
        var name = String.join(" ", words).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return Optional.of("/" + plural(name));
    }

    private static Optional<String> english(Token token) {
        if (token.text().matches("[A-Za-z][A-Za-z -]*")
                && (token.isNoun() || token.senses().isEmpty())) return Optional.of(singular(token));
        return Stream.concat(
                        token.senses().stream().filter(Nouns::isNoun).map(Concept::id),
                        token.senses().stream().flatMap(s -> Stream.ofNullable(s.of())))
                .findFirst();
    }

    private static boolean isNoun(Concept sense) {
        return sense.is(Concept.Kind.THING) || sense.is(Concept.Kind.ATTRIBUTE) || sense.is(Concept.Kind.PERSON);
    }

    private static String singular(Token token) {
        return token.senses().stream()
                .filter(s -> !s.is(Concept.Kind.ACT) && Lexicon.key(s.id()).equals(token.key()))
                .map(Concept::id)
                .findFirst()
                .orElse(Token.lower(token.text()));
    }
}

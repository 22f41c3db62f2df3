package dev.routewright.drafting.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words of a clause that asks for a call, sorted by what they are good for. Every word that is not empty talk is
 * in one of the lists, so that none can be passed over.
 *
 * @param acts what is done; the first that says something decides
 * @param things what it is done to, with every word nobody knows
 * @param people whom it concerns
 * @param values numbers, quotations, names and states, which must become inputs
 * @param pronoun whether it speaks of "it"
 * @param told words for a person that the clause quotes or reports, empty when it does not
 */
record CallPhrase(
        List<Token> words,
        List<Concept> acts,
        List<Token> things,
        List<Token> people,
        List<Token> values,
        boolean pronoun,
        List<Token> told) {

    CallPhrase {
        words = List.copyOf(words);
        acts = List.copyOf(acts);
        things = List.copyOf(things);
        people = List.copyOf(people);
        values = List.copyOf(values);
        told = List.copyOf(told);
    }

    /** @param inherited acts of the clause before, for "check the stock and the price" */
    static Optional<CallPhrase> of(List<Token> words, Phrasebook book, List<Concept> inherited, List<Token> told) {
        var acts = new ArrayList<Concept>();
        var things = new ArrayList<Token>();
        var people = new ArrayList<Token>();
        var values = new ArrayList<Token>();
        boolean pronoun = false;
        boolean fresh = false;
        boolean chinese = book.language == dev.routewright.route.Lang.ZH;
        for (var token : words) {
            var act = token.sense(Concept.Kind.ACT);
            boolean first = acts.isEmpty() && things.isEmpty() && people.isEmpty() && inherited.isEmpty();
            if (act.isPresent() && (chinese && !token.isConstant() || first)) {
                acts.add(act.get());
                if (chinese && (token.isNoun() || act.get().of() != null)) things.add(token);
            } else if (book.isIn("knowing", token) && acts.stream().anyMatch(a -> a.id().equals("notify"))) continue;
            else if (book.isIn("pronouns", token)) pronoun = true;
            else if (book.isIn("fresh", token)) fresh = true;
            else if (token.has(Concept.Kind.PERSON) || token.has(Concept.Kind.CALLER)) people.add(token);
            else if (token.isNoun()) things.add(token);
            else if (book.isIn("stop", token) || token.isSign("、") || token.isSign(",")) continue;
            else if (act.isPresent()) things.add(token);
            else if (token.kind() == Token.Kind.SIGN) return Optional.empty();
            else if (isValue(token)) values.add(token);
            else things.add(token);
        }
        if (acts.isEmpty()) acts.addAll(inherited);
        if (acts.isEmpty()) return Optional.empty();
        if (fresh
                && acts.stream()
                        .noneMatch(
                                a -> a.family().equals("create") || a.family().equals("tell"))) return Optional.empty();
        return Optional.of(new CallPhrase(words, acts, things, people, values, pronoun, told));
    }

    private static boolean isValue(Token token) {
        return token.kind() != Token.Kind.WORD
                || token.isConstant()
                || token.has(Concept.Kind.STATE)
                || token.has(Concept.Kind.GRADE);
    }

    /** The act that says something, otherwise a generic one. */
    Concept act() {
        return acts.stream().filter(a -> !a.isGeneric()).findFirst().orElse(acts.get(0));
    }

    boolean tells() {
        return acts.stream().anyMatch(a -> a.family().equals("tell") || a.id().equals("send"));
    }

    /** Concepts of the things and of what the acts are about. */
    List<String> topics() {
        return Stream.concat(
                        things.stream().flatMap(Token::keys), acts.stream().flatMap(a -> Stream.ofNullable(a.of())))
                .distinct()
                .toList();
    }
}

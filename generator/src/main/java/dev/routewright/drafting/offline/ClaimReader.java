package dev.routewright.drafting.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the wording of a condition. Whether any field can decide it is asked later, of {@link ConditionReader}. */
final class ClaimReader {
    private static final int LONGEST = 24;

    private final Phrasebook book;
    private final Predicate<Token> known;

    /** @param known whether any service speaks of a word */
    ClaimReader(Phrasebook book, Predicate<Token> known) {
        this.book = book;
        this.known = known;
    }

    Optional<Claim> read(List<Token> words) {
        if (words.isEmpty() || words.size() > LONGEST) return Optional.empty();
        return joined(words, book.or, Claim.Kind.ANY)
                .or(() -> joined(words, book.and, Claim.Kind.ALL))
                .or(() -> single(words));
    }

    private Optional<Claim> joined(List<Token> words, List<List<Token>> connectors, Claim.Kind kind) {
        for (int at = 1; at < words.size() - 1; at++) {
            for (var connector : connectors) {
                int end = at + connector.size();
                if (end >= words.size()
                        || !Phrasebook.key(words.subList(at, end)).equals(Phrasebook.key(connector))) continue;
                var left = read(trim(words.subList(0, at)));
                var right = read(trim(words.subList(end, words.size())));
                if (left.isPresent() && right.isPresent())
                    return Optional.of(new Claim(
                            kind, false, List.of(), List.of(), null, List.of(left.get(), right.get()), words));
            }
        }
        return Optional.empty();
    }

    private static List<Token> trim(List<Token> words) {
        int from = 0;
        int to = words.size();
        while (from < to && words.get(from).isSign(",")) from++;
        while (to > from && words.get(to - 1).isSign(",")) to--;
        return words.subList(from, to);
    }

    private Optional<Claim> single(List<Token> words) {
        var found = new ArrayList<Claim>();
        for (var entry : book.claims) {
            if (entry.wording().match(words, slots -> claim(entry.is(), slots, words)
                    .map(found::add)
                    .orElse(false))) break;
        }
        return found.stream().findFirst();
    }

    private Optional<Claim> claim(String is, Map<String, List<Token>> slots, List<Token> words) {
        var subject = slots.getOrDefault("subject", List.of());
        if (!isSubject(subject)) return Optional.empty();
        var about = subject.stream()
                .filter(t -> !book.isIn("stop", t) && !book.isIn("pronouns", t))
                .toList();
        return switch (is) {
            case "enough" -> Optional.of(new Claim(Claim.Kind.ENOUGH, false, about, List.of(), null, List.of(), words));
            case "short" -> Optional.of(new Claim(Claim.Kind.ENOUGH, true, about, List.of(), null, List.of(), words));
            case "state" ->
                Optional.of(new Claim(Claim.Kind.STATE, false, about, slots.get("state"), null, List.of(), words));
            case "not-state" ->
                Optional.of(new Claim(Claim.Kind.STATE, true, about, slots.get("state"), null, List.of(), words));
            case "value" ->
                Optional.of(new Claim(
                        Claim.Kind.VALUE,
                        false,
                        about,
                        slots.getOrDefault("value", slots.getOrDefault("word", List.of())),
                        null,
                        List.of(),
                        words));
            case "not-value" ->
                Optional.of(new Claim(
                        Claim.Kind.VALUE,
                        true,
                        about,
                        slots.getOrDefault("value", slots.getOrDefault("word", List.of())),
                        null,
                        List.of(),
                        words));
            case "compare" -> compare(slots, about, words);
            default -> throw new IllegalStateException("Unknown claim " + is);
        };
    }

    private Optional<Claim> compare(Map<String, List<Token>> slots, List<Token> about, List<Token> words) {
        var operand = slots.get("operand");
        var operator = slots.containsKey("comparison")
                ? book.comparison(slots.get("comparison"))
                : book.either(slots.get("orbetter"));
        if (operator.isEmpty() || (book.amounts.amount(operand).isEmpty() && !isSubject(operand)))
            return Optional.empty();
        return Optional.of(new Claim(Claim.Kind.COMPARE, false, about, operand, operator.get(), List.of(), words));
    }

    private boolean isNaming(Token token) {
        if (token.kind() == Token.Kind.NAME) return known.test(token);
        return token.kind() == Token.Kind.WORD
                && (token.isNoun()
                        || book.isIn("stop", token)
                        || book.isIn("pronouns", token)
                        || book.isIn("results", token)
                        || book.isIn("article", token)
                        || token.sense(Concept.Kind.ACT)
                                .map(a -> a.of() != null)
                                .orElse(false)
                        || (token.senses().isEmpty() && known.test(token)));
    }

    /** Nouns and names of fields; verbs and negations would hide something that matters. */
    private boolean isSubject(List<Token> tokens) {
        return tokens.stream().allMatch(this::isNaming)
                && tokens.stream()
                        .noneMatch(t -> book.isIn("not", t) || book.isIn("enough", t) || book.isIn("short", t));
    }
}

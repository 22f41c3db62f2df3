package dev.routewright.drafting.offline;

import dev.routewright.route.Operation.Input;
import dev.routewright.route.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Gives names that stand in a clause to inputs: a city, two currencies, a channel, an article number. A name is taken
 * only where the input is of its kind and no other could be meant.
 */
final class ProperNouns {
    private static final Set<String> PLACES = Set.of("city", "location", "town");

    private final Phrasebook book;
    private final Lexicon lexicon;
    private final Lexer lexer;

    ProperNouns(Phrasebook book, Lexicon lexicon, Lexer lexer) {
        this.book = book;
        this.lexicon = lexicon;
        this.lexer = lexer;
    }

    /** @param named the words that have been used up */
    void bind(List<Token> words, List<Input> inputs, Map<String, Value> bound, Set<Token> named) {
        var free = inputs.stream()
                .filter(i -> i.schema().type().equals("string")
                        && i.schema().values().isEmpty())
                .toList();
        var from = free.stream().filter(i -> i.name().equals("from")).findFirst();
        var to = free.stream().filter(i -> i.name().equals("to")).findFirst();
        if (from.isPresent() && to.isPresent()) route(words, bound, named);
        var cities = free.stream()
                .filter(i -> PLACES.contains(Token.lower(i.name())))
                .toList();
        if (cities.size() == 1) city(words, cities.get(0).name(), bound, named);
        free.stream()
                .filter(i -> lexicon.names("places").contains(i.name()))
                .forEach(i -> place(words, i.name(), bound, named));
        for (var word : words)
            if (isName(word) && !named.contains(word)) {
                var alike = free.stream()
                        .filter(i -> i.required() && !bound.containsKey(i.name()) && isShaped(i, word))
                        .toList();
                if (alike.size() == 1) give(alike.get(0).name(), word, word.text(), bound, named);
            }
    }

    private static void give(String input, Token word, String text, Map<String, Value> bound, Set<Token> named) {
        bound.put(input, new Value.Literal(text));
        named.add(word);
    }

    /** "From USD to CNY", 美元兑人民币: in this order, unless prepositions turn it round. */
    private void route(List<Token> words, Map<String, Value> bound, Set<Token> named) {
        var ends = words.stream()
                .filter(w -> lexicon.currency(w).isPresent() || isCity(words, w))
                .toList();
        if (ends.size() > 2 || words.stream().anyMatch(w -> w.text().matches("(?i)per|each|每"))) return;
        for (var end : ends) {
            var before = before(words, end);
            boolean target = before.matches("to|into|in|到|兑|成|为|换成|兑换成|折合|对|-|/");
            boolean first = end == ends.get(0);
            boolean source = before.matches("from|of|从|由|自");
            if (ends.size() == 1 && target == source) return;
            boolean isTo = target || !source && !first;
            var input = isTo ? "to" : "from";
            if (bound.containsKey(input)) return;
            give(input, end, lexicon.currency(end).orElse(end.text()), bound, named);
        }
    }

    private void city(List<Token> words, String input, Map<String, Value> bound, Set<Token> named) {
        var cities = words.stream().filter(w -> isCity(words, w)).toList();
        if (cities.size() == 1) give(input, cities.get(0), cities.get(0).text(), bound, named);
    }

    private boolean isCity(List<Token> words, Token word) {
        if (lexicon.names("cities").contains(word.text())) return true;
        return word.kind() == Token.Kind.WORD
                && word.senses().isEmpty()
                && !word.isConstant()
                && word.text().matches("[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+)*")
                && !lexicon.names("not-cities").contains(Token.lower(word.text()))
                && before(words, word).matches("in|of|for|from|to|at");
    }

    /** "The channel billing", "the support channel", 频道 finance. */
    private void place(List<Token> words, String input, Map<String, Value> bound, Set<Token> named) {
        for (int at = 0; at < words.size(); at++) {
            if (!isNamed(input, words.get(at))) continue;
            int place = at;
            Predicate<Token> name = w -> isPlaceName(w) && !isNamed(input, w);
            var after = place + 1 < words.size() ? Optional.of(words.get(place + 1)) : Optional.<Token>empty();
            var before = place > 0 ? Optional.of(words.get(place - 1)) : Optional.<Token>empty();
            var found = after.filter(name).or(() -> before.filter(name).filter(w -> !w.has(Concept.Kind.ACT)));
            if (found.isEmpty()) continue;
            give(input, found.get(), found.get().text(), bound, named);
            named.add(words.get(place));
            return;
        }
    }

    private boolean isPlaceName(Token word) {
        return word.kind() != Token.Kind.SIGN
                && word.kind() != Token.Kind.NUMBER
                && !book.isIn("stop", word)
                && !book.isIn("attach", word)
                && !book.isIn("pronouns", word)
                && !word.key().equals("chat")
                && !word.text().equals("聊天");
    }

    private boolean isNamed(String input, Token word) {
        var name = OperationProfile.tokens(lexer, input);
        return name.size() == 1
                && (name.get(0).key().equals(word.key())
                        || name.get(0).senses().stream()
                                .anyMatch(s -> s.is(Concept.Kind.THING)
                                        && word.senses().contains(s)));
    }

    private static boolean isName(Token word) {
        return word.kind() == Token.Kind.NAME || word.kind() == Token.Kind.QUOTED || word.isConstant();
    }

    /** Made like the example of the input: SKU-7 like SKU-100. */
    private static boolean isShaped(Input input, Token word) {
        return input.schema().example() instanceof String example
                && shape(example).matches(".*[^Aa].*")
                && shape(example).equals(shape(word.text()));
    }

    private static String shape(String text) {
        return text.replaceAll("[A-Z]+", "A").replaceAll("[a-z]+", "a").replaceAll("[0-9]+", "9");
    }

    private static String before(List<Token> words, Token word) {
        int at = words.indexOf(word) - 1;
        return at < 0 ? "" : Token.lower(words.get(at).text());
    }
}

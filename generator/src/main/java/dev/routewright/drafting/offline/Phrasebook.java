package dev.routewright.drafting.offline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.route.Condition;
import dev.routewright.route.Lang;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Everything said in one language: how statements and conditions are worded, and how we ask. Read from its file. */
final class Phrasebook {
    /** @param is what a text worded so means */
    record Entry(String is, Wording wording) {}

    final Lang language;
    final Amounts amounts;
    final List<Entry> statements;
    final List<Entry> claims;
    final List<List<Token>> connectors;
    final List<List<Token>> and;
    final List<List<Token>> or;
    private final Lexicon lexicon;
    private final JsonNode book;
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Map<String, Condition.Operator> comparisons = new HashMap<>();
    private final Map<String, Condition.Operator> either = new HashMap<>();

    Phrasebook(Lang language, Lexicon lexicon) {
        this.language = language;
        this.lexicon = lexicon;
        book = Resource.read("phrasebook." + language.code() + ".yaml");
        book.fields().forEachRemaining(section -> {
            learnHan(section.getKey());
            if (!section.getKey().equals("says")) learn(section.getValue());
        });
        amounts = new Amounts(book, this::key);
        for (var list : List.of("stop", "lead", "sequel", "pronouns", "whole", "results", "attach", "ignore"))
            words.put(list, keys(Resource.list(book.path(list))));
        book.path("words").fields().forEachRemaining(e -> words.put(e.getKey(), keys(Resource.list(e.getValue()))));
        operators("comparisons", comparisons);
        operators("either", either);
        var slots = new Slots(this);
        statements = entries("statements", slots);
        claims = entries("claims", slots);
        connectors = phrases("connectors");
        and = phrases("and");
        or = phrases("or");
    }

    /** Chinese words of patterns and lists must be known before any text is cut. */
    private void learn(JsonNode node) {
        if (node.isContainerNode()) node.forEach(this::learn);
        node.fieldNames().forEachRemaining(this::learnHan);
        if (node.isTextual()) learnHan(node.asText());
    }

    private void learnHan(String text) {
        for (var run : text.split("[^\\p{IsHan}]+")) if (!run.isEmpty() && run.length() <= 10) lexicon.knowHan(run);
    }

    List<Token> tokens(String text) {
        return new Lexer(lexicon, Set.of()).read(text, 0);
    }

    String key(String text) {
        return key(tokens(text));
    }

    static String key(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::key).toList());
    }

    private Set<String> keys(List<String> list) {
        var keys = new HashSet<String>();
        list.forEach(w -> keys.add(key(w)));
        return keys;
    }

    private void operators(String section, Map<String, Condition.Operator> into) {
        book.path(section).fields().forEachRemaining(e -> Resource.list(e.getValue())
                .forEach(w -> into.put(key(w), Condition.Operator.valueOf(e.getKey()))));
    }

    private List<List<Token>> phrases(String section) {
        return Resource.list(book.path(section)).stream().map(this::tokens).toList();
    }

    private List<Entry> entries(String section, Slots slots) {
        var sets = new HashMap<String, List<String>>();
        book.path("words").fields().forEachRemaining(e -> sets.put(e.getKey(), Resource.list(e.getValue())));
        var entries = new ArrayList<Entry>();
        for (var node : book.path(section)) {
            var patterns = StreamSupport.stream(node.path("match").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            for (var pattern : patterns)
                for (var whole : with(node.path("rest").asText(), pattern))
                    entries.add(
                            new Entry(node.path("is").asText(), Wording.of(whole, this::tokens, sets, slots::named)));
        }
        return entries;
    }

    private static List<String> with(String rest, String pattern) {
        var whole = new ArrayList<>(List.of(pattern));
        if (!rest.isEmpty()) whole.add("(" + pattern + ") [,|:] {rest}");
        if (rest.equals("either")) whole.add("{rest} [,] (" + pattern + ")");
        return whole;
    }

    boolean isIn(String list, List<Token> tokens) {
        return words.getOrDefault(list, Set.of()).contains(key(tokens));
    }

    boolean isIn(String list, Token token) {
        return words.getOrDefault(list, Set.of()).contains(token.key());
    }

    /** Whether a Chinese word plays any part in patterns or vocabulary. */
    boolean isWord(Token token) {
        return lexicon.isHanWord(token.text());
    }

    Optional<Condition.Operator> comparison(List<Token> tokens) {
        return Optional.ofNullable(comparisons.get(key(tokens)));
    }

    Optional<Condition.Operator> either(List<Token> tokens) {
        return Optional.ofNullable(either.get(key(tokens)));
    }

    /** The length of the longest phrase of the list at the start of the tokens, 0 when there is none. */
    int startsWith(String list, List<Token> tokens) {
        for (int length = Math.min(6, tokens.size()); length > 0; length--)
            if (isIn(list, tokens.subList(0, length))) return length;
        return 0;
    }

    String say(String name, Object... arguments) {
        var text = book.path("says").path(name);
        if (text.isMissingNode()) throw new IllegalStateException("The phrasebook does not say " + name);
        return text.asText().formatted(arguments);
    }

    List<String> choices(String name) {
        return Resource.list(book.path("says").path(name));
    }

    String listed(List<String> parts) {
        if (parts.size() < 2) return String.join("", parts);
        return String.join(say("comma"), parts.subList(0, parts.size() - 1)) + say("and") + parts.get(parts.size() - 1);
    }

    /** What holds when a condition does not, in its own words where a pair of words allows it. */
    String opposite(String condition) {
        for (var pair = book.path("opposites").fields(); pair.hasNext(); ) {
            var words = pair.next();
            if (condition.contains(words.getKey()))
                return condition.replace(words.getKey(), words.getValue().asText());
        }
        return say("not", condition);
    }

    boolean isIgnore(String answer) {
        return isIn("ignore", tokens(answer.strip()));
    }
}

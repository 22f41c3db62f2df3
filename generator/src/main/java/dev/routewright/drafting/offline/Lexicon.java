package dev.routewright.drafting.offline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.route.Lang;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The business words both languages share: which concepts a word stands for. Read from {@code words.yaml} of knowledge. */
final class Lexicon {
    /** How much of something there is, and how much of it is asked for. */
    record Pair(List<String> supply, List<String> demand) {}

    /** In this order, so that the same words always have their senses in the same order. */
    private static final Map<String, Concept.Kind> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("things", Concept.Kind.THING);
        SECTIONS.put("people", Concept.Kind.PERSON);
        SECTIONS.put("callers", Concept.Kind.CALLER);
        SECTIONS.put("attributes", Concept.Kind.ATTRIBUTE);
        SECTIONS.put("acts", Concept.Kind.ACT);
        SECTIONS.put("states", Concept.Kind.STATE);
        SECTIONS.put("grades", Concept.Kind.GRADE);
    }

    private final Map<String, List<Concept>> senses = new HashMap<>();
    private final Map<String, Concept> states = new HashMap<>();
    private final Set<String> han = new HashSet<>();
    private final JsonNode words;
    private final List<Pair> pairs;
    private final Map<String, String> currencies = new HashMap<>();

    Lexicon() {
        words = Resource.read("/dev/routewright/knowledge/words.yaml");
        SECTIONS.forEach((section, kind) ->
                words.path(section).fields().forEachRemaining(entry -> add(kind, entry.getKey(), entry.getValue())));
        pairs = StreamSupport.stream(words.path("enough").path("pairs").spliterator(), false)
                .map(p -> new Pair(Resource.list(p.path("supply")), Resource.list(p.path("demand"))))
                .toList();
        Resource.list(words.path("cities")).forEach(this::knowHan);
        words.path("currencies").fields().forEachRemaining(entry -> {
            currencies.put(key(entry.getKey()), entry.getKey());
            for (var word : Resource.list(entry.getValue())) {
                currencies.put(key(word), entry.getKey());
                knowHan(word);
            }
        });
    }

    private void add(Concept.Kind kind, String id, JsonNode node) {
        var entry = node.isObject() ? node : null;
        var concept = new Concept(
                id,
                kind,
                text(entry, "family", "own"),
                entry == null ? null : text(entry, "of", null),
                entry == null ? null : text(entry, "near", null),
                entry == null ? List.of() : Resource.list(entry.path("fields")),
                entry == null ? List.of() : Resource.list(entry.path("values")),
                entry == null ? null : text(entry, "not", null));
        if (kind == Concept.Kind.STATE) states.put(id, concept);
        learn(id, concept);
        Resource.list(entry == null ? node : entry.path("words")).forEach(word -> learn(word, concept));
    }

    private static @Nullable String text(@Nullable JsonNode entry, String name, @Nullable String otherwise) {
        return entry == null || entry.path(name).isMissingNode()
                ? otherwise
                : entry.path(name).asText();
    }

    private void learn(String word, Concept concept) {
        var key = key(word);
        var known = senses.computeIfAbsent(key, k -> new ArrayList<>());
        if (!known.contains(concept)) known.add(concept);
        knowHan(word);
    }

    /** Makes a Chinese word one that longest match may cut out of running text. */
    void knowHan(String word) {
        if (word.codePoints().allMatch(Lexer::isHan)) han.add(word);
    }

    boolean isHanWord(String text) {
        return han.contains(text);
    }

    List<Concept> senses(String key) {
        return senses.getOrDefault(key, List.of());
    }

    Optional<Concept> state(@Nullable String id) {
        return Optional.ofNullable(id).map(states::get);
    }

    /** The code of a currency: 美元 is USD. */
    Optional<String> currency(Token word) {
        return Optional.ofNullable(currencies.get(word.key()));
    }

    boolean knows(String key) {
        return senses.containsKey(key) || key.indexOf(' ') > 0 && currencies.containsKey(key);
    }

    /** The key of a word or of several: stems joined by a blank. */
    static String key(String words) {
        var key = new StringBuilder();
        for (var word : Token.lower(words).split("[\\s-]+")) {
            if (key.length() > 0) key.append(' ');
            key.append(Stem.of(word));
        }
        return key.toString();
    }

    /** What arrives, as a noun: an act such as 下单 is named by what it is about. */
    String noun(List<Token> words, Lang language) {
        return Token.text(words.stream().map(t -> noun(t, language)).toList());
    }

    private Token noun(Token token, Lang language) {
        var of = token.sense(Concept.Kind.ACT).filter(a -> !token.isNoun()).map(Concept::of);
        if (of.isEmpty()) return token;
        if (language == Lang.EN)
            return new Token(of.get(), token.key(), token.kind(), token.spaced(), token.clause(), token.senses());
        var name = Resource.list(words.path("things").path(of.get())).stream()
                .filter(w -> w.codePoints().allMatch(Lexer::isHan))
                .findFirst();
        return new Token(
                name.orElse(token.text()), token.key(), token.kind(), token.spaced(), token.clause(), token.senses());
    }

    List<Pair> pairs() {
        return pairs;
    }

    List<String> names(String section) {
        return Resource.list(words.path(section));
    }

    List<String> enough() {
        return Resource.list(words.path("enough").path("yes"));
    }
}

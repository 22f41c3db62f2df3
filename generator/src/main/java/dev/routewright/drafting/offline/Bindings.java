package dev.routewright.drafting.offline;

import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the inputs that the values of a clause are for, and the allowed values that its words mean. */
final class Bindings {
    private final Phrasebook book;
    private final Lexer lexer;
    private final ProperNouns proper;

    Bindings(Phrasebook book, Lexicon lexicon, Lexer lexer) {
        this.book = book;
        this.lexer = lexer;
        this.proper = new ProperNouns(book, lexicon, lexer);
    }

    /** Gives every value of the clause to an input; false when one is left over. */
    boolean bind(CallPhrase phrase, OperationProfile profile, Map<String, Value> bound, Set<Token> named) {
        var operation = profile.operation();
        proper.bind(phrase.words(), operation.inputs(), bound, named);
        for (var value : phrase.values()) {
            if (named.contains(value)) continue;
            var name = before(phrase.words(), value).filter(phrase.things()::contains);
            if (bindEnum(operation, value, bound))
                name.filter(n -> profile.weight(n) < 1).ifPresent(named::add);
            else if (name.isPresent() && bindNamed(operation, name.get(), value, bound)) named.add(name.get());
            else if (value.kind() == Token.Kind.WORD && profile.weight(value) >= OperationProfile.ABOUT - 0.1) continue;
            else return false;
        }
        for (var thing : phrase.things())
            if (!named.contains(thing) && profile.weight(thing) < 0.8 && bindEnum(operation, thing, bound))
                named.add(thing);
        return true;
    }

    private boolean bindEnum(Operation operation, Token word, Map<String, Value> bound) {
        var hits = new LinkedHashMap<String, Object>();
        for (var input : operation.inputs())
            if (!bound.containsKey(input.name()))
                matching(input.schema(), word).ifPresent(v -> hits.put(input.name(), v));
        if (hits.size() != 1) return false;
        hits.forEach((name, value) -> bound.put(name, new Value.Literal(value)));
        return true;
    }

    /** The allowed value a word means. */
    Optional<Object> matching(Schema schema, Token word) {
        var exact = schema.values().stream()
                .filter(v -> normal(v).equals(normal(word.text())))
                .findFirst();
        if (exact.isPresent()) return exact;
        var like = schema.values().stream()
                .filter(v -> v instanceof String && means((String) v, word))
                .toList();
        return like.size() == 1 ? Optional.of(like.get(0)) : Optional.empty();
    }

    private boolean means(String value, Token word) {
        for (var state : word.senses())
            if (state.is(Concept.Kind.STATE) && state.values().contains(normal(value))) return true;
        var tokens = OperationProfile.tokens(lexer, value);
        return tokens.size() == 1
                && (tokens.get(0).key().equals(word.key())
                        || tokens.get(0).senses().stream()
                                .anyMatch(s ->
                                        !s.is(Concept.Kind.ACT) && word.senses().contains(s)));
    }

    static String normal(Object value) {
        return value.toString().strip().toUpperCase(Locale.ROOT).replaceAll("[ -]", "_");
    }

    private boolean bindNamed(Operation operation, Token name, Token value, Map<String, Value> bound) {
        var inputs =
                operation.inputs().stream().filter(i -> isNamed(i.name(), name)).toList();
        if (inputs.size() != 1) return false;
        var schema = inputs.get(0).schema();
        boolean number = value.kind() == Token.Kind.NUMBER && value.text().indexOf(':') < 0;
        if (!schema.values().isEmpty()
                || number != schema.isNumeric()
                || !(number || schema.type().equals("string"))) return false;
        bound.put(inputs.get(0).name(), new Value.Literal(number ? value.number() : value.text()));
        return true;
    }

    /** Whether a word names a field: all words of the name, or its last one. */
    boolean isNamed(String field, Token word) {
        var tokens = OperationProfile.tokens(lexer, field);
        if (tokens.isEmpty()) return false;
        var last = tokens.get(tokens.size() - 1);
        return Phrasebook.key(tokens).equals(word.key())
                || last.key().equals(word.key())
                || last.senses().stream()
                        .anyMatch(s -> !s.is(Concept.Kind.ACT) && word.senses().contains(s));
    }

    private Optional<Token> before(List<Token> words, Token value) {
        int at = words.indexOf(value) - 1;
        while (at >= 0 && (book.isIn("attach", words.get(at)) || words.get(at).isSign("="))) at--;
        return at < 0 ? Optional.empty() : Optional.of(words.get(at));
    }
}

package dev.routewright.drafting.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One word, number, name, quotation or sign of a description.
 *
 * @param text as written
 * @param key what patterns and word lists compare: the stem of an English word, the text of anything else
 * @param spaced whether white space stood before it
 * @param clause number of the clause it belongs to
 * @param senses what it can mean, empty for a word no vocabulary knows
 */
record Token(String text, String key, Kind kind, boolean spaced, int clause, List<Concept> senses) {
    enum Kind {
        WORD,
        NUMBER,
        QUOTED,
        NAME,
        SIGN
    }

    Token {
        senses = List.copyOf(senses);
    }

    boolean has(Concept.Kind kind) {
        return senses.stream().anyMatch(s -> s.is(kind));
    }

    Optional<Concept> sense(Concept.Kind kind) {
        return senses.stream().filter(s -> s.is(kind)).findFirst();
    }

    boolean isNoun() {
        return has(Concept.Kind.THING) || has(Concept.Kind.ATTRIBUTE) || has(Concept.Kind.PERSON);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Written in capitals, as values of a field are. */
    boolean isConstant() {
        return (kind == Kind.WORD || kind == Kind.NAME) && text.matches("[A-Z][A-Z0-9_]+");
    }

    BigDecimal number() {
        return new BigDecimal(text.replace(",", ""));
    }

    /** Everything the word can be found by in a service's documents. */
    Stream<String> keys() {
        var keys = new ArrayList<String>();
        keys.add("w:" + key);
        for (var sense : senses) {
            switch (sense.kind()) {
                case ACT -> {
                    keys.add("act:" + sense.id());
                    if (sense.of() != null) keys.add(sense.of());
                }
                case STATE, GRADE -> keys.add("is:" + sense.id());
                default -> keys.add(sense.id());
            }
        }
        return keys.stream();
    }

    /** The words as they were written. */
    static String text(List<Token> tokens) {
        var text = new StringBuilder();
        for (var token : tokens) {
            if (token.spaced() && text.length() > 0) text.append(' ');
            text.append(token.kind() == Kind.QUOTED ? "“" + token.text() + "”" : token.text());
        }
        return text.toString();
    }

    static List<Integer> clauses(List<Token> tokens) {
        return tokens.stream().map(Token::clause).distinct().sorted().toList();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

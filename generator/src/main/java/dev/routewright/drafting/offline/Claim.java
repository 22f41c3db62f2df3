package dev.routewright.drafting.offline;

import dev.routewright.route.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition as it is worded, before anybody knows which field it reads.
 *
 * @param subject what it is about, empty when the text says "it" or nothing
 * @param operand the state, value or amount
 * @param operator of a comparison, otherwise null
 * @param parts of a condition joined by "and" or "or"
 * @param words the whole condition
 * @param text what holds when it is true, in the words of the description
 */
record Claim(
        Kind kind,
        boolean negated,
        List<Token> subject,
        List<Token> operand,
        Condition.@Nullable Operator operator,
        List<Claim> parts,
        List<Token> words,
        String text) {
    enum Kind {
        ENOUGH,
        COMPARE,
        STATE,
        VALUE,
        ALL,
        ANY
    }

    Claim {
        subject = List.copyOf(subject);
        operand = List.copyOf(operand);
        parts = List.copyOf(parts);
        words = List.copyOf(words);
    }

    Claim(
            Kind kind,
            boolean negated,
            List<Token> subject,
            List<Token> operand,
            Condition.@Nullable Operator operator,
            List<Claim> parts,
            List<Token> words) {
        this(kind, negated, subject, operand, operator, parts, words, Token.text(words));
    }

    /** @param text what holds when this does not */
    Claim negate(String text) {
        return new Claim(kind, !negated, subject, operand, operator, parts, words, text);
    }

    /** The same, said of what the condition before was about. */
    Claim about(List<Token> subject) {
        return new Claim(kind, negated, subject, operand, operator, parts, words, text);
    }

    /** "fails": also said of a call that does not succeed. */
    boolean isFailure() {
        return kind == Kind.STATE
                && !negated
                && operand.stream().flatMap(t -> t.senses().stream()).anyMatch(s -> s.id().equals("failed"));
    }
}

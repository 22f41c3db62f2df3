package dev.routewright.inspection;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants;
import net.thisptr.jackson.jq.internal.javacc.Token;

/**
 * Places that jq writes to. A list is filled up to the place that is written, so that one message which names place a
 * billion would take all memory: beside an assignment a place is a key or a small number, written out.
 */
final class JqPlaces {
    private static final Set<Integer> BEFORE_PLACE = Set.of(
            ExpressionParserConstants.DOT,
            ExpressionParserConstants.IDENTIFIER_AFTER_DOT,
            ExpressionParserConstants.OTHERWISE_AFTER_DOT,
            ExpressionParserConstants.IDENTIFIER,
            ExpressionParserConstants.CLOSE_BRACKET,
            ExpressionParserConstants.CLOSE_PAR,
            ExpressionParserConstants.CLOSE_BRACE,
            ExpressionParserConstants.QUESTION,
            ExpressionParserConstants.ENDQUOTE,
            ExpressionParserConstants.RECURSION,
            ExpressionParserConstants.KEYWORD_END);
    private static final Set<Integer> WRITTEN_OUT = Set.of(
            ExpressionParserConstants.QUOTE,
            ExpressionParserConstants.ENDQUOTE,
            ExpressionParserConstants.VISIBLE_CHAR,
            ExpressionParserConstants.COLON,
            ExpressionParserConstants.COMMA,
            ExpressionParserConstants.MINUS);

    private JqPlaces() {}

    /** The first place that is not written out; empty when nothing is assigned or all is well. */
    static Optional<String> open(List<Token> tokens) {
        boolean assigns = tokens.stream()
                .anyMatch(token -> token.kind >= ExpressionParserConstants.ASSIGN_OP
                        && token.kind <= ExpressionParserConstants.DEFAULT_EQUAL);
        if (!assigns) return Optional.empty();
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).kind != ExpressionParserConstants.OPEN_BRACKET
                    || !BEFORE_PLACE.contains(tokens.get(i - 1).kind)) continue;
            for (int j = i + 1; j < tokens.size() && tokens.get(j).kind != ExpressionParserConstants.CLOSE_BRACKET; j++)
                if (!isWrittenOut(tokens.get(j))) return Optional.of(tokens.get(j).image);
        }
        return Optional.empty();
    }

    private static boolean isWrittenOut(Token token) {
        return WRITTEN_OUT.contains(token.kind)
                || token.kind == ExpressionParserConstants.INTEGER_LITERAL && token.image.length() <= 4;
    }
}

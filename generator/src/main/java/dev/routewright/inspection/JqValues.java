package dev.routewright.inspection;

import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants;
import net.thisptr.jackson.jq.internal.javacc.Token;

/** Whether a jq text makes one value, or as many as a list of the message has. */
final class JqValues {
    /** They make one value of many. */
    private static final Set<String> GATHERING = Set.of("reduce", "foreach");

    private static final Set<String> UPDATES = Set.of("=", "|=", "+=", "-=", "*=", "/=", "%=", "//=");

    private JqValues() {}

    /** False also where only a run would tell. */
    static boolean areMany(String text) {
        try {
            var tokens = JqText.tokens(text);
            return tokens.stream().noneMatch(t -> GATHERING.contains(t.image)) && iterates(tokens);
        } catch (RuntimeException | Error notJq) {
            return false;
        }
    }

    /** Whether {@code []} stands behind a value outside all brackets. */
    private static boolean iterates(List<Token> tokens) {
        int depth = 0;
        boolean many = false;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (depth == 0 && UPDATES.contains(token.image)) return false;
            if (depth == 0 && i > 0 && i + 1 < tokens.size() && isValue(tokens.get(i - 1)))
                many |= token.kind == ExpressionParserConstants.OPEN_BRACKET
                        && tokens.get(i + 1).kind == ExpressionParserConstants.CLOSE_BRACKET;
            if (JqText.opens(token)) depth++;
            if (JqText.closes(token)) depth--;
        }
        return many;
    }

    private static boolean isValue(Token token) {
        return token.kind == ExpressionParserConstants.IDENTIFIER
                || token.kind == ExpressionParserConstants.IDENTIFIER_AFTER_DOT
                || token.kind == ExpressionParserConstants.ENDQUOTE
                || JqText.closes(token)
                || token.image.equals(".")
                || token.image.equals("?");
    }
}

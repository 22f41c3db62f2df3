package dev.routewright.inspection;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants;
import net.thisptr.jackson.jq.internal.javacc.Token;

/** Names with a dollar: jq's own, made with {@code as}. Variables of the message are something else. */
final class JqNames {
    /** Others say what is wrong with these. */
    private static final Set<String> KNOWN = Set.of("ENV", "__loc__");

    private JqNames() {}

    /** A name that is read and that nothing in the text makes; jq stops there when the step runs. */
    static Optional<String> unknown(List<Token> tokens) {
        var made = new HashSet<>(KNOWN);
        boolean making = false;
        for (int i = 0; i < tokens.size(); i++) {
            int kind = tokens.get(i).kind;
            if (tokens.get(i).image.equals("as")) making = true;
            else if (kind == ExpressionParserConstants.PIPE || kind == ExpressionParserConstants.OPEN_PAR)
                making = false;
            else if (making && isName(tokens, i)) made.add(tokens.get(i).image);
        }
        for (int i = 0; i < tokens.size(); i++)
            if (isName(tokens, i) && !made.contains(tokens.get(i).image)) return Optional.of(tokens.get(i).image);
        return Optional.empty();
    }

    private static boolean isName(List<Token> tokens, int i) {
        return i > 0
                && tokens.get(i).kind == ExpressionParserConstants.IDENTIFIER
                && tokens.get(i - 1).kind == ExpressionParserConstants.DOLLAR;
    }
}

package dev.routewright.inspection;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants;
import net.thisptr.jackson.jq.internal.javacc.Token;

/** Reads the keys of the object a jq text ends in. */
final class JqObject {
    private JqObject() {}

    /** Empty when the text makes something else, or when only a run would tell the keys. */
    static Optional<Set<String>> keys(String text) {
        try {
            var tokens = JqText.tokens(text);
            int begin = beginOfObject(tokens);
            return begin < 0 ? Optional.empty() : keys(tokens.subList(begin + 1, tokens.size() - 1));
        } catch (RuntimeException | Error notJq) {
            return Optional.empty();
        }
    }

    /** Where the last part behind a bar begins, when it is one pair of braces and nothing else. */
    private static int beginOfObject(List<Token> tokens) {
        int depth = 0;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            var token = tokens.get(i);
            if (JqText.closes(token)) depth++;
            if (!JqText.opens(token) || --depth > 0) continue;
            boolean braces = token.kind == ExpressionParserConstants.OPEN_BRACE
                    && tokens.get(tokens.size() - 1).kind == ExpressionParserConstants.CLOSE_BRACE;
            boolean alone = i == 0 || tokens.get(i - 1).image.equals("|");
            return depth == 0 && braces && alone ? i : -1;
        }
        return -1;
    }

    private static Optional<Set<String>> keys(List<Token> inside) {
        var keys = new TreeSet<String>();
        int depth = 0;
        boolean atKey = true;
        for (int i = 0; i < inside.size(); i++) {
            var token = inside.get(i);
            if (atKey) {
                int end = keyEnd(inside, i);
                if (end < 0) return Optional.empty();
                keys.add(keyOf(inside, i, end));
                i = end;
                atKey = false;
                continue;
            }
            if (JqText.opens(token)) depth++;
            if (JqText.closes(token)) depth--;
            if (depth == 0 && token.kind == ExpressionParserConstants.COMMA) atKey = true;
        }
        return Optional.of(keys);
    }

    /** The last token of the key that begins here, or -1 when it is computed. */
    private static int keyEnd(List<Token> inside, int begin) {
        var first = inside.get(begin);
        if (first.kind == ExpressionParserConstants.DOLLAR) return begin + 1 < inside.size() ? begin + 1 : -1;
        if (first.kind != ExpressionParserConstants.QUOTE) return first.image.matches("[A-Za-z_]\\w*") ? begin : -1;
        for (int i = begin + 1; i < inside.size(); i++) {
            if (inside.get(i).kind == ExpressionParserConstants.ENDQUOTE) return i;
            if (inside.get(i).kind != ExpressionParserConstants.VISIBLE_CHAR) return -1;
        }
        return -1;
    }

    private static String keyOf(List<Token> inside, int begin, int end) {
        int kind = inside.get(begin).kind;
        if (kind == ExpressionParserConstants.DOLLAR) return inside.get(end).image;
        if (kind != ExpressionParserConstants.QUOTE) return inside.get(begin).image;
        var text = new StringBuilder();
        for (var token : inside.subList(begin + 1, end)) text.append(token.image);
        return text.toString();
    }
}

package dev.routewright.cell;

import dev.routewright.inspection.RegexCost;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.jsonpath.JsonPathLanguage;
import org.jspecify.annotations.Nullable;

/**
 * JSONPath that is JSONPath only. Camel would evaluate Simple in it first; a text that asks for that, for a function
 * that is not known, or for more work than a path is worth is refused before it is made.
 */
final class PlainJsonPath extends JsonPathLanguage {
    private static final int LONGEST = 2_000;
    private static final int MOST_DEEP_SCANS = 3;
    private static final Set<String> FUNCTIONS =
            Set.of("length", "size", "sum", "min", "max", "avg", "stddev", "first", "last", "index", "keys", "concat");
    private static final Pattern CALL = Pattern.compile("([^\\s.()\\[\\]@$?,:&|!<>=]*)\\s*\\(");

    PlainJsonPath() {
        setAllowSimple(false);
    }

    @Override
    public Predicate createPredicate(@Nullable Expression source, String expression, Object @Nullable [] properties) {
        check(expression);
        return SizedPath.of(
                (org.apache.camel.support.ExpressionAdapter) super.createPredicate(source, expression, properties));
    }

    @Override
    public Expression createExpression(@Nullable Expression source, String expression, Object @Nullable [] properties) {
        check(expression);
        return SizedPath.of(
                (org.apache.camel.support.ExpressionAdapter) super.createExpression(source, expression, properties));
    }

    static void check(String text) {
        if (text.stripLeading().regionMatches(true, 0, "resource:", 0, 9))
            throw new OutsideGrant("text from " + text.strip().substring(9));
        if (text.contains("${") || text.contains("$simple{")) throw refused(text);
        if (text.length() > LONGEST) throw new OutsideGrant("a JSONPath of " + text.length() + " characters");
        var bare = withoutTexts(text);
        if (bare.split("\\.\\.", -1).length - 1 > MOST_DEEP_SCANS) throw refused(text);
        var call = CALL.matcher(bare);
        while (call.find()) if (!call.group(1).isEmpty() && !FUNCTIONS.contains(call.group(1))) throw refused(text);
    }

    /** Texts in quotes and patterns are taken out; a pattern is judged on the way. */
    private static String withoutTexts(String text) {
        var bare = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\'' && c != '"' && c != '/') {
                bare.append(c);
                continue;
            }
            int end = i + 1;
            while (end < text.length() && text.charAt(end) != c) end += text.charAt(end) == '\\' ? 2 : 1;
            if (end >= text.length()) throw refused(text);
            if (c == '/' && !RegexCost.isCheap(text.substring(i + 1, end)))
                throw new OutsideGrant("the pattern " + text.substring(i + 1, end));
            i = end;
        }
        // What follows =~ is a pattern, written between slashes or not at all.
        return bare.toString();
    }

    private static OutsideGrant refused(String text) {
        return new OutsideGrant("the expression " + text);
    }
}

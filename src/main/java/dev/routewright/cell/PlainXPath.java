package dev.routewright.cell;

import java.util.Set;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.language.xpath.XPathLanguage;
import org.jspecify.annotations.Nullable;

/**
 * XPath as the standard has it. Camel adds functions that read headers, properties and Simple, Java ones that call
 * methods; here a text with a function that is not XPath's own, or with a variable, is refused before it is made.
 */
final class PlainXPath extends XPathLanguage {
    private static final int LONGEST = 2_000;
    private static final int MOST_STEPS = 40;
    /** What can stand before a bracket: functions of XPath 1.0, tests for nodes, operators. */
    private static final Set<String> KNOWN =
            Set.of(("last position count id local-name namespace-uri name string concat starts-with contains"
                            + " substring-before substring-after substring string-length normalize-space translate"
                            + " boolean not true false lang number sum floor ceiling round"
                            + " text node comment processing-instruction and or div mod")
                    .split(" "));

    private static final String ENDS_A_NAME = "()[]/|,=<>+*!@";

    @Override
    public Predicate createPredicate(@Nullable Expression source, String expression, Object @Nullable [] properties) {
        check(expression);
        return super.createPredicate(source, expression, properties);
    }

    @Override
    public Expression createExpression(@Nullable Expression source, String expression, Object @Nullable [] properties) {
        check(expression);
        return super.createExpression(source, expression, properties);
    }

    static void check(String text) {
        if (text.stripLeading().regionMatches(true, 0, "resource:", 0, 9))
            throw new OutsideGrant("text from " + text.strip().substring(9));
        if (text.length() > LONGEST) throw new OutsideGrant("an XPath of " + text.length() + " characters");
        int steps = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = text.indexOf(c, i + 1);
                if (i < 0) throw refused(text);
            } else if (c == '$' || c == '{') throw refused(text);
            else if (c == '(' && !isKnown(before(text, i))) throw refused(text);
            else if ((c == '/' || c == '[') && ++steps > MOST_STEPS) throw refused(text);
        }
    }

    private static boolean isKnown(String name) {
        int axis = name.lastIndexOf("::");
        var test = axis < 0 ? name : name.substring(axis + 2).strip();
        return name.isEmpty() || KNOWN.contains(test);
    }

    /** The name that ends where the bracket opens, with blanks between the two. */
    private static String before(String text, int bracket) {
        int end = bracket;
        while (end > 0 && isBlank(text.charAt(end - 1))) end--;
        int start = end;
        while (start > 0
                && !isBlank(text.charAt(start - 1))
                && ENDS_A_NAME.indexOf(text.charAt(start - 1)) < 0
                && "\"'".indexOf(text.charAt(start - 1)) < 0) start--;
        var name = text.substring(start, end);
        // A prefix can stand apart from its name; behind an axis nothing but a test for nodes is left.
        int i = start;
        while (i > 0 && isBlank(text.charAt(i - 1))) i--;
        boolean apart = i > 0 && text.charAt(i - 1) == ':' && !(i > 1 && text.charAt(i - 2) == ':');
        return apart ? ":" + name : name;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static OutsideGrant refused(String text) {
        return new OutsideGrant("the expression " + text);
    }
}

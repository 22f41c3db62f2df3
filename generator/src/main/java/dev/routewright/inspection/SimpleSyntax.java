package dev.routewright.inspection;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.language.simple.SimpleExpressionParser;
import org.apache.camel.language.simple.SimplePredicateParser;
import org.apache.camel.language.simple.ast.SimpleNode;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.language.simple.types.SimpleParserException;

/** Asks Camel's own parser whether it can read a text; nothing is evaluated. */
final class SimpleSyntax {
    /** Beside functions these are operators for Camel, in prose too. */
    private static final Pattern OPERATOR = Pattern.compile(" (?:\\?|:|\\?:|~>|\\?~>) ");

    private SimpleSyntax() {}

    static boolean isUnreadable(String text, boolean predicate) {
        if (!predicate && (!text.contains("${") || !OPERATOR.matcher(text).find())) return false;
        try {
            if (predicate) new SimplePredicateParser(null, text.strip(), true, null).parseTokens();
            else new Template(text.strip()).nodes();
            return false;
        } catch (SimpleParserException | SimpleIllegalSyntaxException | IllegalArgumentException unreadable) {
            return true;
        }
    }

    private static final class Template extends SimpleExpressionParser {
        Template(String text) {
            super(null, text, true, null);
        }

        List<SimpleNode> nodes() {
            return parseTokens();
        }
    }
}

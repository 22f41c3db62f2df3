package dev.routewright.cell;

import java.util.regex.Pattern;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.language.simple.SimpleLanguage;

/**
 * Camel's Simple with only the functions that read the message. Simple can call beans, read files and write headers;
 * a text that tries is refused before Camel parses it.
 */
final class PlainSimple extends SimpleLanguage {
    private static final Pattern START = Pattern.compile("\\$\\{|\\$\\w+\\{");
    private static final String NAME = "[A-Za-z][\\w.-]*";
    private static final Pattern FUNCTION = Pattern.compile("\\G\\$\\{(?:"
            + "body|exchangeId|messageId|uuid|routeId|exception\\.message"
            + "|(?:header|headers|variable|variables)[.:]" + NAME
            + "|date:now(?::[\\w :.,'/+-]+)?|random\\(\\d{1,9}(?:,\\d{1,9})?\\)"
            + "|file:(?:name|onlyname|parent|name\\.noext|onlyname\\.noext|ext|size|absolute\\.path|path)"
            + ")}");

    @Override
    public Predicate createPredicate(String expression) {
        return super.createPredicate(checked(expression));
    }

    @Override
    public Expression createExpression(String expression) {
        return super.createExpression(checked(expression));
    }

    /** Every start of a function must be the start of one that is listed; none may hold another. */
    static String checked(String expression) {
        var start = START.matcher(expression);
        var function = FUNCTION.matcher(expression);
        for (int at = 0; start.find(at); at = function.end())
            if (!function.find(start.start()))
                throw new OutsideGrant("the expression " + expression.substring(start.start()));
        return expression;
    }
}

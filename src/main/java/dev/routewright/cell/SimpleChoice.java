package dev.routewright.cell;

import java.util.regex.Pattern;

/**
 * <code>${header.a > 1 ? 'x' : 'y'}</code>. Camel cuts the text between the braces and reads each part anew, not by its
 * language but by its parser, so that each part is checked here.
 */
final class SimpleChoice {
    private static final Pattern QUOTED = Pattern.compile("'[^'\"$?]*'|\"[^'\"$?]*\"");
    private static final Pattern OPERATOR = Pattern.compile(" (?:[=!<>~]{1,3}|!?[a-zA-Z]+) ");
    private static final Pattern CONSTANT = Pattern.compile("-?\\d+(?:\\.\\d+)?|true|false|null");

    private SimpleChoice() {}

    static boolean isOne(String content) {
        int question = sign(content, '?', 0);
        return question >= 0 && sign(content, ':', question + 1) >= 0 || content.contains(" ? ");
    }

    static boolean allowed(String content, SimpleFunctions functions, SimpleGuard guard) {
        int question = sign(content, '?', 0);
        int colon = question < 0 ? -1 : sign(content, ':', question + 1);
        if (colon < 0) return false;
        condition(content.substring(0, question).strip(), functions, guard);
        value(content.substring(question + 1, colon).strip(), functions, guard);
        value(content.substring(colon + 1).strip(), functions, guard);
        return true;
    }

    private static void condition(String text, SimpleFunctions functions, SimpleGuard guard) {
        if (text.contains("${")) {
            guard.checkCondition(text);
            return;
        }
        var operator = OPERATOR.matcher(text);
        if (!operator.find()) throw new OutsideGrant("the expression " + text);
        String left = text.substring(0, operator.start()).strip();
        boolean plain = QUOTED.matcher(left).matches() || CONSTANT.matcher(left).matches();
        if (!plain) functions.check(left, guard);
        guard.checkCondition((plain ? left : "${body}") + text.substring(operator.start()));
    }

    private static void value(String text, SimpleFunctions functions, SimpleGuard guard) {
        if (text.equals("null") || QUOTED.matcher(text).matches()) return;
        if (text.startsWith("${")) guard.checkTemplate(text);
        else functions.check(text, guard);
    }

    /** The first such sign outside quotes and nested functions, as Camel looks for it. */
    private static int sign(String text, char sign, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (text.startsWith("${", i)) {
                depth++;
                i++;
            } else if (c == '}' && depth > 0) depth--;
            else if ((c == '\'' || c == '"') && depth == 0) quote = c;
            else if (c == sign && depth == 0) return i;
        }
        return -1;
    }
}

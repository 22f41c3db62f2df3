package dev.routewright.inspection;

import dev.routewright.inspection.SimpleParser.Malformed;
import dev.routewright.inspection.SimpleTree.Access;
import dev.routewright.inspection.SimpleTree.Call;
import dev.routewright.inspection.SimpleTree.Choice;
import dev.routewright.inspection.SimpleTree.Moment;
import dev.routewright.inspection.SimpleTree.Text;
import dev.routewright.inspection.SimpleTree.Unknown;
import dev.routewright.inspection.SimpleTree.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands between the braces of a function, in the order Camel tries: choice, name, access, date, call. */
final class SimpleFunctions {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,127}";
    private static final String KEY = "(?:" + NAME + "|\\d{1,6}|'" + NAME + "'|\"" + NAME + "\")";
    private static final Pattern ACCESS = Pattern.compile(
            "(header|variable|exchangeProperty|body)(?:([.:])(" + NAME + ")|\\[(" + KEY + ")])((?:\\[" + KEY + "])*+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+(?:[.:][A-Za-z]+)*+");
    private static final Pattern MOMENT = Pattern.compile("(date:now|date-with-timezone:now)"
            + "((?: ?[+-] ?\\d{1,9}(?:ms|[smhdwMy])?)*+)((?::[\\p{L}\\p{N}' ,./:_+()\\[\\]|&;=#@%-]{1,80})?)");
    private static final Pattern CALL = Pattern.compile("([A-Za-z][A-Za-z0-9]*)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("'[^'\"$?]*'|\"[^'\"$?]*\"");
    private static final Set<String> CONDITION = Set.of("not");
    /** Given one argument whatever commas it holds. */
    private static final Set<String> WHOLE = Set.of(
            "not",
            "isEmpty",
            "isAlpha",
            "isAlphaNumeric",
            "isNumeric",
            "trim",
            "uppercase",
            "lowercase",
            "capitalize",
            "length",
            "size",
            "normalizeWhitespace",
            "abs",
            "floor",
            "ceil",
            "jsonpath",
            "xpath");
    /** Operators with which Camel finds the function on the left of a condition without braces. */
    private static final List<String> SIGNS = List.of(
            " >= ",
            " <= ",
            " > ",
            " < ",
            " == ",
            " != ",
            " =~ ",
            " !=~ ",
            " contains ",
            " !contains ",
            " ~~ ",
            " !~~ ",
            " regex ",
            " !regex ",
            " in ",
            " !in ",
            " range ",
            " !range ",
            " startsWith ",
            " !startsWith ",
            " endsWith ",
            " !endsWith ");

    private SimpleFunctions() {}

    static SimpleTree parse(String content, int depth) {
        String outside = outside(content);
        int question = outside.indexOf('?');
        boolean choice = question >= 0 && outside.indexOf(':', question) > 0 || content.contains(" ? ");
        if (choice) return choice(content, outside, depth);
        Matcher access = ACCESS.matcher(content);
        if (access.matches()) return access(access);
        Matcher moment = MOMENT.matcher(content);
        if (moment.matches()) return new Moment(moment.group(1));
        if (WORD.matcher(content).matches()) return new Word(content);
        Matcher call = CALL.matcher(content);
        if (call.matches()) return call(call.group(1), call.group(2), content, depth);
        for (int start = content.indexOf("${"); start >= 0; ) {
            int end = SimpleParser.end(content, start);
            parse(content.substring(start + 2, end), SimpleParser.deeper(depth));
            start = content.indexOf("${", end);
        }
        return new Unknown(content);
    }

    private static SimpleTree access(Matcher access) {
        boolean dotted = access.group(3) != null;
        String name = dotted ? access.group(3) : unquoted(access.group(4));
        var keys = new ArrayList<String>();
        for (String key : access.group(5).split("[\\[\\]]+")) if (!key.isEmpty()) keys.add(unquoted(key));
        return new Access(access.group(1), name, keys, dotted);
    }

    private static String unquoted(String key) {
        return key.startsWith("'") || key.startsWith("\"") ? key.substring(1, key.length() - 1) : key;
    }

    private static SimpleTree call(String name, String arguments, String source, int depth) {
        if (WHOLE.contains(name) || arguments.isBlank()) {
            if (arguments.isBlank()) return new Call(name, source, List.of());
            return new Call(
                    name,
                    source,
                    List.of(
                            CONDITION.contains(name)
                                    ? SimpleParser.condition(arguments, depth + 1)
                                    : SimpleParser.template(unquotedWhole(arguments), depth + 1)));
        }
        var parsed = new ArrayList<SimpleTree>();
        for (String argument : split(arguments)) {
            boolean condition = name.equals("iif") && parsed.isEmpty();
            parsed.add(
                    condition
                            ? SimpleParser.condition(argument.strip(), depth + 1)
                            : SimpleParser.template(unquotedWhole(argument.strip()), depth + 1));
        }
        return new Call(name, source, parsed);
    }

    private static String unquotedWhole(String argument) {
        int last = argument.length() - 1;
        boolean quoted = last > 0
                && (argument.charAt(0) == '\'' || argument.charAt(0) == '"')
                && argument.indexOf(argument.charAt(0), 1) == last;
        return quoted ? argument.substring(1, last) : argument;
    }

    /** At commas outside quotes, as Camel does; one inside a nested function tears that function for Camel as well. */
    private static List<String> split(String arguments) {
        var parts = new ArrayList<String>();
        char quote = 0;
        int from = 0;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            if (c == '\'' || c == '"') {
                if (quote == 0) quote = c;
                else if (quote == c) quote = 0;
                else throw new Malformed("The arguments mix two kinds of quotes.");
            }
            if (c == ',' && quote == 0) {
                parts.add(arguments.substring(from, i));
                from = i + 1;
            }
        }
        if (quote != 0) throw new Malformed("A quote in the arguments is not closed.");
        parts.add(arguments.substring(from));
        for (String part : parts)
            if (part.chars().filter(c -> c == '{').count()
                    != part.chars().filter(c -> c == '}').count())
                throw new Malformed(
                        "Camel splits a function inside another at its comma; put the inner one in quotes.");
        return parts;
    }

    /** What Camel reads as a choice between two values; each part must be plain, because Camel reads it anew. */
    private static SimpleTree choice(String content, String outside, int depth) {
        int question = outside.indexOf('?');
        int colon = question < 0 ? -1 : outside.indexOf(':', question);
        if (colon < 0) throw new Malformed("A question mark begins a choice that does not end.");
        String condition = content.substring(0, question).strip();
        return new Choice(
                SimpleParser.condition(withBraces(condition), depth + 1),
                value(content.substring(question + 1, colon).strip(), depth),
                value(content.substring(colon + 1).strip(), depth));
    }

    private static String withBraces(String condition) {
        if (condition.contains("${")) return condition;
        for (String sign : SIGNS) {
            int at = condition.indexOf(sign);
            if (at > 0) return "${" + condition.substring(0, at).strip() + "}" + condition.substring(at);
        }
        throw new Malformed("The condition of a choice has no operator.");
    }

    private static SimpleTree value(String text, int depth) {
        if (QUOTED.matcher(text).matches()) return new Text(text.substring(1, text.length() - 1));
        if (text.equals("null")) return new Text(text);
        if (text.startsWith("${")) return SimpleParser.template(text, depth + 1);
        return SimpleParser.template("${" + text + "}", depth + 1);
    }

    /** The content with quoted texts and nested functions blotted out, as Camel does to find the signs of a choice. */
    private static String outside(String content) {
        var plain = new StringBuilder();
        char quote = 0;
        int nested = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            boolean hidden = quote != 0 || nested > 0;
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (content.startsWith("${", i)) {
                nested++;
                plain.append('\u0001');
                i++;
                hidden = true;
            } else if (c == '}' && nested > 0) {
                nested--;
                hidden = true;
            } else if ((c == '\'' || c == '"') && nested == 0) {
                quote = c;
                hidden = true;
            }
            plain.append(hidden ? '\u0001' : c);
        }
        return plain.toString();
    }
}

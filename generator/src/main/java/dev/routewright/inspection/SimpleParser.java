package dev.routewright.inspection;

import dev.routewright.inspection.SimpleTree.Condition;
import dev.routewright.inspection.SimpleTree.Operator;
import dev.routewright.inspection.SimpleTree.Template;
import dev.routewright.inspection.SimpleTree.Text;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a language a little smaller than Camel's Simple. Functions end where they end for Camel: every <code>${</code>
 * opens one, in quotes too, and the matching brace closes it; a text in which Camel might see another end (other braces
 * or escapes inside a function) is malformed here.
 */
final class SimpleParser {
    private static final int DEEPEST = 12;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Set<String> VALUES = Set.of("true", "false", "null", "empty");

    private final int depth;

    private SimpleParser(int depth) {
        this.depth = deeper(depth - 1);
    }

    static int deeper(int depth) {
        if (depth >= DEEPEST) throw new Malformed("The functions are nested too deeply.");
        return depth + 1;
    }

    /** The text is not Simple, or is of the part of Simple that cannot be judged. */
    static final class Malformed extends RuntimeException {
        Malformed(String problem) {
            super(problem, null, false, false);
        }
    }

    static Template template(String text, int depth) {
        return new SimpleParser(depth).template(text);
    }

    static Condition condition(String text, int depth) {
        return new SimpleParser(depth).condition(text);
    }

    private Template template(String text) {
        wholeText(text);
        var parts = new ArrayList<SimpleTree>();
        int from = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
            if (start > from) parts.add(new Text(text.substring(from, start)));
            int end = end(text, start);
            parts.add(SimpleFunctions.parse(text.substring(start + 2, end), depth));
            from = end + 1;
        }
        if (from < text.length()) parts.add(new Text(text.substring(from)));
        for (SimpleTree part : parts)
            if (parts.size() > 1
                    && part instanceof Text literal
                    && literal.text().indexOf(" ? ") > 0)
                throw new Malformed("Before ` ? ` stands something else than a function.");
        if (parts.size() > 1 && text.contains("\\}"))
            throw new Malformed("The text holds an escaped brace beside a function.");
        return new Template(parts);
    }

    /** What Camel looks for before anything else. */
    private static void wholeText(String text) {
        if (text.contains("$simple{")) throw new Malformed("The text uses `$simple{`.");
        if (text.contains("$init{") || text.contains("}init$")) throw new Malformed("The text uses an init block.");
    }

    /** Index of the brace that closes the function beginning at this place. */
    static int end(String text, int start) {
        int open = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && (i + 1 == text.length() || "\\{}$".indexOf(text.charAt(i + 1)) >= 0))
                throw new Malformed("A function holds an escape.");
            if (c == '{' && text.charAt(i - 1) != '$') throw new Malformed("A function holds a plain brace.");
            if (c == '{') open++;
            if (c == '}' && --open == 0) return i;
        }
        throw new Malformed("A function is not closed.");
    }

    private Condition condition(String text) {
        wholeText(text);
        var terms = new ArrayList<SimpleTree>();
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int end;
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            if (c == '\'' || c == '"') {
                boolean pattern = !terms.isEmpty()
                        && terms.get(terms.size() - 1) instanceof Operator operator
                        && operator.takesPattern();
                end = quoted(text, i, pattern);
                terms.add(operand(text.substring(i + 1, end), pattern));
                end++;
            } else if (text.startsWith("${", i)) {
                end = end(text, i) + 1;
                terms.add(inCondition(text.substring(i + 2, end - 1)));
            } else {
                end = i + 1;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end))) end++;
                String word = text.substring(i, end);
                if (word.contains("${")) throw new Malformed("An operator is not apart from its function by a blank.");
                if (VALUES.contains(word) || NUMBER.matcher(word).matches()) terms.add(new Text(word));
                else terms.add(new Operator(word));
            }
            i = end;
        }
        return new Condition(terms);
    }

    /** The end of a quoted text; quotes inside its functions do not end it for us, so that they must not be there. */
    private static int quoted(String text, int from, boolean pattern) {
        int end = text.indexOf(text.charAt(from), from + 1);
        if (end < 0) throw new Malformed("A quote is not closed.");
        String inside = text.substring(from + 1, end);
        if (!pattern && inside.indexOf('}') >= 0 && !inside.contains("${"))
            throw new Malformed("A quoted text holds a brace.");
        return end;
    }

    private SimpleTree operand(String inside, boolean pattern) {
        return pattern && !inside.contains("${") ? new Text(inside) : template(inside);
    }

    /**
     * In a condition Camel evaluates a quoted part of a function first and reads its value as Simple again, so that a
     * message could bring its own functions.
     */
    private SimpleTree inCondition(String content) {
        boolean quoted = false;
        boolean nested = false;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '\'' || c == '"') quoted = true;
            if (c == '$' && content.startsWith("${", i)) {
                if (quoted) throw new Malformed("In a condition a function stands in quotes inside another.");
                nested = true;
            }
        }
        return SimpleFunctions.parse(content, nested ? depth + 1 : depth);
    }
}

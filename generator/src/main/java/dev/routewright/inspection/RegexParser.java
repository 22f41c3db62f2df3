package dev.routewright.inspection;

import dev.routewright.inspection.RegexTree.Alternatives;
import dev.routewright.inspection.RegexTree.Repeat;
import dev.routewright.inspection.RegexTree.Sequence;
import dev.routewright.inspection.RegexTree.Signs;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the part of Java's regular expressions that can be judged: literals, classes, groups, alternatives, anchors and
 * repetition. Back-references, look-around, atomic groups, quotations, flags and intersections are none of it.
 */
final class RegexParser {
    private static final int DEEPEST = 20;
    static final int UNBOUNDED = -1;

    private final String regex;
    private int at;
    private int depth;

    private RegexParser(String regex) {
        this.regex = regex;
    }

    /** The pattern is outside of what can be judged. */
    static final class NotJudged extends RuntimeException {
        NotJudged() {
            super(null, null, false, false);
        }
    }

    static RegexTree parse(String regex) {
        var parser = new RegexParser(regex);
        RegexTree tree = parser.alternatives();
        if (parser.at < regex.length()) throw new NotJudged();
        return tree;
    }

    private RegexTree alternatives() {
        if (++depth > DEEPEST) throw new NotJudged();
        var options = new ArrayList<RegexTree>();
        options.add(sequence());
        while (more() && regex.charAt(at) == '|') {
            at++;
            options.add(sequence());
        }
        depth--;
        return options.size() == 1 ? options.get(0) : new Alternatives(options);
    }

    private RegexTree sequence() {
        var parts = new ArrayList<RegexTree>();
        while (more() && regex.charAt(at) != '|' && regex.charAt(at) != ')') parts.add(repeated(atom()));
        return new Sequence(parts);
    }

    private RegexTree repeated(RegexTree inner) {
        while (more()) {
            char c = regex.charAt(at);
            int least;
            int most;
            if (c == '*' || c == '+' || c == '?') {
                least = c == '+' ? 1 : 0;
                most = c == '?' ? 1 : UNBOUNDED;
                at++;
            } else if (c == '{') {
                int end = regex.indexOf('}', at);
                String bounds = end < 0 ? "" : regex.substring(at + 1, end);
                if (!bounds.matches("\\d{1,4}(,\\d{0,4})?")) throw new NotJudged();
                int comma = bounds.indexOf(',');
                least = Integer.parseInt(comma < 0 ? bounds : bounds.substring(0, comma));
                most = comma < 0
                        ? least
                        : comma == bounds.length() - 1 ? UNBOUNDED : Integer.parseInt(bounds.substring(comma + 1));
                at = end + 1;
            } else return inner;
            // lazy and possessive marks change which match is found, and at worst nothing of its cost
            if (more() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) at++;
            inner = new Repeat(inner, least, most);
        }
        return inner;
    }

    private RegexTree atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> bracket();
            case '.' -> Signs.ANY;
            case '^', '$' -> new Sequence(List.of());
            case '\\' -> escape();
            case '*', '+', '?', '{' -> throw new NotJudged();
            default -> Signs.of(c);
        };
    }

    private RegexTree group() {
        if (regex.startsWith("?:", at)) at += 2;
        else if (regex.startsWith("?<", at) && at + 2 < regex.length() && Character.isLetter(regex.charAt(at + 2)))
            at = regex.indexOf('>', at) + 1;
        else if (regex.startsWith("?", at)) throw new NotJudged();
        if (at == 0) throw new NotJudged();
        RegexTree inner = alternatives();
        if (!more() || regex.charAt(at++) != ')') throw new NotJudged();
        return inner;
    }

    private RegexTree escape() {
        if (!more()) throw new NotJudged();
        char c = regex.charAt(at++);
        if ("bBAzZG".indexOf(c) >= 0) return new Sequence(List.of());
        return signs(c);
    }

    private Signs signs(char escaped) {
        if (!Character.isLetterOrDigit(escaped)) return Signs.of(escaped);
        return switch (escaped) {
            case 'd' -> Signs.DIGITS;
            case 'D' -> Signs.DIGITS.others();
            case 'w' -> Signs.WORD;
            case 'W' -> Signs.WORD.others();
            case 's', 'h' -> Signs.BLANKS;
            case 'S', 'H' -> Signs.BLANKS.others();
            case 'n' -> Signs.of('\n');
            case 'r' -> Signs.of('\r');
            case 't' -> Signs.of('\t');
            case 'f' -> Signs.of('\f');
            case 'p', 'P' -> property();
            case 'u' -> code(4);
            case 'x' -> code(2);
            default -> throw new NotJudged();
        };
    }

    /** A property of Unicode may be any sign, as far as overlapping goes. */
    private Signs property() {
        int end = more() && regex.charAt(at) == '{' ? regex.indexOf('}', at) : at;
        if (end < 0 || !more()) throw new NotJudged();
        at = end + 1;
        return Signs.ANY;
    }

    private Signs code(int digits) {
        if (at + digits > regex.length() || !regex.substring(at, at + digits).matches("[0-9a-fA-F]+"))
            throw new NotJudged();
        at += digits;
        return Signs.of((char) Integer.parseInt(regex.substring(at - digits, at), 16));
    }

    private Signs bracket() {
        boolean others = more() && regex.charAt(at) == '^';
        if (others) at++;
        Signs all = Signs.NONE;
        boolean first = true;
        while (more() && (first || regex.charAt(at) != ']')) {
            first = false;
            char c = regex.charAt(at++);
            if (c == '[' || (c == '&' && regex.startsWith("&", at))) throw new NotJudged();
            Signs from = c == '\\' ? classEscape() : Signs.of(c);
            if (at + 1 < regex.length() && regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
                at++;
                char to = regex.charAt(at++);
                Signs last = to == '\\' ? classEscape() : Signs.of(to);
                from = from.to(last);
            }
            all = all.and(from);
        }
        if (!more()) throw new NotJudged();
        at++;
        return others ? all.others() : all;
    }

    private Signs classEscape() {
        if (!more()) throw new NotJudged();
        return signs(regex.charAt(at++));
    }

    private boolean more() {
        return at < regex.length();
    }
}

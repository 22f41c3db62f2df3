package dev.routewright.drafting;

import dev.routewright.route.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a description for a reader who understands sentences: one clause for each sentence, list item and table. What
 * stands in quotes or braces stays in one piece, so that an example of a message is never torn apart; the words stay as
 * they were written.
 */
public final class ClauseCut {
    private static final Pattern ITEM =
            Pattern.compile("^\\s{0,12}(?:[-*+•]\\s+|[0-9]{1,3}[.)]\\s+|[0-9]{1,3}、|[（(][0-9]{1,2}[)）]\\s*+)");
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i).*(?:^|[\\s(（])(?:[a-z]\\.[a-z]|no|nr|approx|etc|vs|cf|incl|resp|max|min)$");
    private static final String OPEN = "\"“「‘{[（(";
    private static final String CLOSE = "\"”」’}]）)";
    private static final int LONGEST_QUOTE = 4000;

    private final List<Clause> clauses = new ArrayList<>();
    private final StringBuilder block = new StringBuilder();
    private boolean fenced;

    private ClauseCut() {}

    /** The clauses, numbered from 1 in the order of the text. */
    public static List<Clause> of(String text) {
        var cut = new ClauseCut();
        text.lines().forEach(cut::line);
        cut.close();
        return cut.clauses;
    }

    private void line(String line) {
        var plain = line.strip();
        if (plain.startsWith("```")) {
            fenced = !fenced;
            return;
        }
        var item = ITEM.matcher(line);
        if (fenced) add("\n", line);
        else if (plain.isEmpty()) close();
        else if (plain.startsWith("|")) add("\n", plain);
        else if (plain.matches("#{1,6}\\s.*")) {
            close();
            add("", plain.replaceFirst("^#{1,6}\\s+", ""));
            close();
        } else if (item.find() && item.end() < line.length()) {
            close();
            add("", line.substring(item.end()).strip());
        } else add(isWide() || startsWide(plain) ? "" : " ", plain);
    }

    private void add(String gap, String text) {
        if (!block.isEmpty()) block.append(gap);
        block.append(text);
    }

    /** Chinese is wrapped without a space. */
    private boolean isWide() {
        return !block.isEmpty() && block.codePointBefore(block.length()) > 0x2E80;
    }

    private boolean startsWide(String text) {
        return !block.isEmpty() && block.charAt(block.length() - 1) > 0x7F && text.codePointAt(0) > 0x2E80;
    }

    private void close() {
        var text = block.toString();
        block.setLength(0);
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int quoted = closing(text, at);
            if (quoted > at) {
                at = quoted + 1;
            } else if (ends(text, at)) {
                at++;
                while (at < text.length() && "\"”」’)）!！?？。.".indexOf(text.charAt(at)) >= 0) at++;
                clause(text.substring(from, at));
                from = at;
            } else at++;
        }
        clause(text.substring(from));
    }

    private void clause(String text) {
        var plain = text.strip();
        if (plain.codePoints().anyMatch(Character::isLetterOrDigit)) clauses.add(new Clause(clauses.size() + 1, plain));
    }

    /** Where what is opened here is closed, or -1: braces by their depth, quotes by the next one of their kind. */
    private static int closing(String text, int at) {
        char open = text.charAt(at);
        int kind = OPEN.indexOf(open);
        if (kind < 0) return -1;
        char close = CLOSE.charAt(kind);
        int depth = 1;
        for (int i = at + 1; i < Math.min(text.length(), at + LONGEST_QUOTE); i++) {
            char c = text.charAt(i);
            if (c == close && --depth == 0) return i;
            else if (c == open && open != close) depth++;
        }
        return -1;
    }

    private static boolean ends(String text, int at) {
        char c = text.charAt(at);
        if ("。！？".indexOf(c) >= 0) return true;
        if (".!?".indexOf(c) < 0) return false;
        boolean last = at + 1 == text.length();
        if (last) return true;
        char next = text.charAt(at + 1);
        boolean gap = Character.isWhitespace(next) || "\"”」’)".indexOf(next) >= 0;
        if (!gap) return false;
        return c != '.'
                || !ABBREVIATION
                        .matcher(text.substring(Math.max(0, at - 12), at))
                        .matches();
    }
}

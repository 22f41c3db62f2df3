package dev.routewright.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Text for a terminal. Whatever is shown may come from a description, a model, a service or a file, so control
 * characters never reach the terminal; Chinese characters are counted as the two cells they take.
 */
final class Terminal {
    private static final int REPLACEMENT = 0xFFFD;

    private Terminal() {}

    /** The text on one line, without anything that moves the cursor or turns the writing direction. */
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().map(Terminal::harmless).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int harmless(int c) {
        if (c == '\n' || c == '\r' || c == '\t') return ' ';
        var turnsDirection = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        var breaksLine = c == 0x2028 || c == 0x2029;
        return Character.isISOControl(c) || turnsDirection || breaksLine ? REPLACEMENT : c;
    }

    /** How many cells the text takes. */
    static int width(String text) {
        return text.codePoints().map(Terminal::cells).sum();
    }

    private static int cells(int c) {
        var type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT)
            return 0;
        var wide = c >= 0x1100 && c <= 0x115F // Hangul initials
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F // radicals, kana, Han, Yi
                || c >= 0xA960 && c <= 0xA97F
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60 // full-width forms
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F900 && c <= 0x1F9FF
                || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    /**
     * Prints aligned columns, none wider than it may be.
     *
     * @param rows of cells of paragraphs, each of which begins on a line of its own
     */
    static void wrapped(PrintWriter out, List<String> heads, List<List<List<String>>> rows, List<Integer> widest) {
        var lines = new ArrayList<List<String>>();
        for (var row : rows) {
            var cells = IntStream.range(0, row.size())
                    .mapToObj(i -> row.get(i).stream()
                            .flatMap(part -> wrap(clean(part), widest.get(i)).stream())
                            .toList())
                    .toList();
            int height = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int i = 0; i < height; i++) {
                int at = i;
                lines.add(cells.stream()
                        .map(cell -> at < cell.size() ? cell.get(at) : "")
                        .toList());
            }
        }
        table(out, heads, lines);
    }

    /** Between words where that goes. */
    static List<String> wrap(String text, int widest) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            var rest = word;
            if (!line.isEmpty() && width(line + " " + rest) > widest) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            while (width(rest) > widest) {
                int end = fitting(rest, widest);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** How many signs of the text fit, up to a dot or the like where there is one; at least one, so that it comes to an end. */
    private static int fitting(String text, int widest) {
        int end = Character.charCount(text.codePointAt(0));
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            if (width(text.substring(0, next)) > widest) break;
            end = next;
        }
        for (int i = end; i > end / 3; i--) if (".,:;/_-".indexOf(text.charAt(i - 1)) >= 0) return i;
        return end;
    }

    /** Prints aligned columns; the last one is not padded. */
    static void table(PrintWriter out, List<String> heads, List<List<String>> rows) {
        var lines = IntStream.rangeClosed(0, rows.size())
                .mapToObj(i -> i == 0 ? heads : rows.get(i - 1))
                .map(line -> line.stream().map(Terminal::clean).toList())
                .toList();
        var widths = IntStream.range(0, heads.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        for (var line : lines) {
            var text = new StringBuilder();
            for (int column = 0; column < line.size(); column++)
                text.append(line.get(column)).append(" ".repeat(widths[column] - width(line.get(column)) + 2));
            out.println(text.toString().stripTrailing());
        }
        out.flush();
    }
}

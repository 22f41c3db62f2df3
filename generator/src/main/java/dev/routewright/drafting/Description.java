package dev.routewright.drafting;

import dev.routewright.route.Clause;
import dev.routewright.route.Lang;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A description cut into its numbered clauses. The words stay as they were written; only Markdown marks go.
 *
 * @param title of a leading {@code # Title} line
 */
public record Description(Lang language, Optional<String> title, List<Part> parts) {
    /** What stands between a clause and the one before it. */
    public enum Joint {
        SENTENCE,
        SEMICOLON,
        SOFT
    }

    public record Part(Clause clause, Joint joint) {}

    private static final Pattern ITEM = Pattern.compile("^\\s{0,8}(?:[-*+•]|[0-9]{1,3}[.)、．]|[（(][0-9]{1,2}[)）])\\s*+");
    private static final Pattern ABBREVIATION = Pattern.compile("(?i).*\\b(?:a\\.m|p\\.m|e\\.g|i\\.e|no|approx)$");
    private static final String OPEN = "\"“「‘`(（{";
    private static final String CLOSE = "\"”」’`)）}";

    public Description {
        parts = List.copyOf(parts);
    }

    public static Description of(String text) {
        var lines = new ArrayList<>(text.lines().toList());
        while (!lines.isEmpty() && lines.get(0).isBlank()) lines.remove(0);
        Optional<String> title = Optional.empty();
        if (!lines.isEmpty() && lines.get(0).startsWith("# "))
            title = Optional.of(lines.remove(0).substring(2).strip());
        var cutter = new Cutter();
        for (var block : blocks(lines)) cutter.block(block);
        return new Description(Lang.of(text), title.filter(t -> !t.isEmpty()), cutter.parts);
    }

    public List<Clause> clauses() {
        return parts.stream().map(Part::clause).toList();
    }

    /** Wrapped lines belong together; list items and paragraphs stand alone. */
    private static List<String> blocks(List<String> lines) {
        var blocks = new ArrayList<String>();
        boolean open = false;
        for (var line : lines) {
            var item = ITEM.matcher(line);
            boolean starts = item.find() && item.end() < line.length();
            var plain = (starts ? line.substring(item.end()) : line)
                    .replace("**", "")
                    .replaceFirst("^#{1,6} ", "")
                    .strip();
            if (plain.isEmpty()) open = false;
            else if (open && !starts && !line.startsWith("#"))
                blocks.add(join(blocks.remove(blocks.size() - 1), plain));
            else blocks.add(plain);
            if (!plain.isEmpty()) open = !line.startsWith("#");
        }
        return blocks;
    }

    private static String join(String before, String after) {
        boolean han = isHan(before.codePointBefore(before.length()))
                || before.endsWith("，")
                || before.endsWith("；")
                || before.endsWith("。");
        return before + (han ? "" : " ") + after;
    }

    private static boolean isHan(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }

    private static final class Cutter {
        private final List<Part> parts = new ArrayList<>();
        private Joint joint = Joint.SENTENCE;

        void block(String text) {
            joint = Joint.SENTENCE;
            var clause = new StringBuilder();
            char closing = 0;
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                clause.append(c);
                if (closing != 0) {
                    if (c == closing) closing = 0;
                    continue;
                }
                int opening = OPEN.indexOf(c);
                if (opening >= 0 && text.indexOf(CLOSE.charAt(opening), at + 1) > 0) {
                    closing = CLOSE.charAt(opening);
                    continue;
                }
                var ends = end(text, at);
                if (ends.isEmpty()) continue;
                clause.setLength(clause.length() - 1);
                add(clause, ends.get());
            }
            add(clause, Joint.SENTENCE);
        }

        private void add(StringBuilder clause, Joint next) {
            var text = clause.toString().strip();
            clause.setLength(0);
            if (!text.isEmpty()) {
                parts.add(new Part(new Clause(parts.size() + 1, text), joint));
                joint = next;
            } else if (next.ordinal() < joint.ordinal()) joint = next;
        }

        private static Optional<Joint> end(String text, int at) {
            char c = text.charAt(at);
            boolean last = at + 1 == text.length();
            boolean gap =
                    last || Character.isWhitespace(text.charAt(at + 1)) || "\"”」’)".indexOf(text.charAt(at + 1)) >= 0;
            return switch (c) {
                case '。', '！', '？', '!', '?' -> Optional.of(Joint.SENTENCE);
                case '.' ->
                    gap
                                            && !ABBREVIATION
                                                    .matcher(text.substring(Math.max(0, at - 12), at))
                                                    .matches()
                                    || gap && last
                            ? Optional.of(Joint.SENTENCE)
                            : Optional.empty();
                case ';', '；' -> Optional.of(Joint.SEMICOLON);
                case '，' -> Optional.of(Joint.SOFT);
                case ',' -> gap || isHan(text.charAt(at + 1)) ? Optional.of(Joint.SOFT) : Optional.empty();
                default -> Optional.empty();
            };
        }
    }
}

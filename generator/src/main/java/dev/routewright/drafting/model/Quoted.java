package dev.routewright.drafting.model;

import java.util.regex.Pattern;

/**
 * Puts what others wrote between tags of ours, {@code <data:clauses>}. What could end the place it stands in is made
 * harmless there: our tags, fences, the marks chat formats are made of, invisible characters. Everything else stays to
 * the letter, XML too, because a route is made of it.
 */
final class Quoted {
    private static final String TAGS = "data:";
    private static final Pattern MARKS = Pattern.compile("(?i)<(?=\\s*/?\\s*" + TAGS
            + ")|<(?=\\|)|<(?=/?(?:s|system|assistant|user|human|think|tool_call|start_of_turn|end_of_turn)>)"
            + "|<(?=<\\s*/?\\s*SYS)|\\[(?=/?INST])");
    private static final Pattern FENCES = Pattern.compile("`{3,}|~{3,}");

    private Quoted() {}

    /** A block whose content is data. */
    static String data(String tag, String content) {
        return "<" + TAGS + tag + ">\n" + harmless(content) + "\n</" + TAGS + tag + ">\n";
    }

    static String harmless(String text) {
        var clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().filter(Quoted::isShown).forEach(clean::appendCodePoint);
        return MARKS.matcher(FENCES.matcher(clean).replaceAll("'''")).replaceAll("‹");
    }

    /** One line of it. */
    static String line(String text, int limit) {
        var line = harmless(text).replaceAll("\\s+", " ").strip();
        if (line.length() <= limit) return line;
        int end = Character.isHighSurrogate(line.charAt(limit - 1)) ? limit - 1 : limit;
        return line.substring(0, end) + "…";
    }

    private static boolean isShown(int character) {
        if (character == '\n' || character == '\t') return true;
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.FORMAT -> false;
            default -> true;
        };
    }
}

package dev.routewright.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * Text taken from a document, made fit to be shown: bounded, without control characters or halves of characters, which
 * would break the YAML, JSON and log lines it ends up in. The words themselves are kept.
 */
final class Texts {
    private Texts() {}

    /** One line of at most that many characters. */
    static String line(@Nullable String text, int limit) {
        return block(text, Integer.MAX_VALUE).replaceAll("\\s+", " ").strip().transform(line -> cut(line, limit));
    }

    /** Several lines, together at most that many characters. */
    static String block(@Nullable String text, int limit) {
        if (text == null) return "";
        var clean = new StringBuilder();
        text.replace("\r\n", "\n").codePoints().map(Texts::shown).forEach(clean::appendCodePoint);
        return cut(clean.toString().strip(), limit);
    }

    private static int shown(int character) {
        if (character == '\n') return '\n';
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> ' ';
            default -> character;
        };
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) return text;
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}

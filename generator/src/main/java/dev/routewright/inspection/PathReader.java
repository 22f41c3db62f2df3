package dev.routewright.inspection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks over a path text from left to right. */
final class PathReader {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

    private final String text;
    private int at;
    private int depth;

    PathReader(String text) {
        this.text = text;
    }

    /** The text is not a path of the part that can be judged. */
    static final class NotAPath extends RuntimeException {
        NotAPath(String problem) {
            super(problem, null, false, false);
        }
    }

    boolean atEnd() {
        return at >= text.length();
    }

    void blanks() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) at++;
    }

    boolean sees(String sign) {
        return text.startsWith(sign, at);
    }

    boolean takes(String sign) {
        if (!sees(sign)) return false;
        at += sign.length();
        return true;
    }

    void needs(String sign) {
        if (!takes(sign)) throw fails();
    }

    /** What the pattern matches here, or an empty text. */
    String takes(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) return "";
        at = matcher.end();
        return matcher.group();
    }

    boolean takesNumber() {
        return !takes(NUMBER).isEmpty();
    }

    /** A text in single or double quotes, with its content; null when there is none. */
    @org.jspecify.annotations.Nullable
    String takesQuoted() {
        if (!sees("'") && !sees("\"")) return null;
        int end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0) throw fails();
        String quoted = text.substring(at + 1, end);
        at = end + 1;
        return quoted;
    }

    void deeper() {
        if (++depth > 20) throw new NotAPath("The path is nested too deeply.");
    }

    void shallower() {
        depth--;
    }

    NotAPath fails() {
        return new NotAPath("The path cannot be read at `%s`."
                .formatted(text.substring(Math.min(at, text.length()), Math.min(text.length(), at + 20))
                        .replace('`', '·')));
    }
}

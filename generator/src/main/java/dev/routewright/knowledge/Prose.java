package dev.routewright.knowledge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words of a document for the eyes of a model: one bounded line without what could end the place it stands in, whether
 * that is a tag, a fence, a rule or a heading. What the words say is not judged; they are no more than words there.
 */
final class Prose {
    private static final Pattern RUNS = Pattern.compile("([-=_*~#+|])\\1{2,}");

    private Prose() {}

    static String plain(@Nullable String text, int limit) {
        var line = Texts.line(text, Math.max(limit * 2, limit + 40));
        line = line.replace('<', '‹')
                .replace('>', '›')
                .replace('`', '\'')
                .replace("{{", "{ {")
                .replace("}}", "} }");
        return Texts.line(RUNS.matcher(line).replaceAll("$1"), limit);
    }

    /** Text in which the same signs stand inside JSON strings only, where they can be escaped and stay exact. */
    static String json(String text) {
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("`", "\\u0060");
    }
}

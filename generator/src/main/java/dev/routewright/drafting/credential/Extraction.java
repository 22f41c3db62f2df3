package dev.routewright.drafting.credential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** A text and the credentials in it. */
public final class Extraction {
    private final String text;
    private final List<Span> spans;

    record Span(int from, int to, Credential credential) {
        boolean overlaps(Span other) {
            return from < other.to && other.from < to;
        }
    }

    private Extraction(String text, List<Span> spans) {
        this.text = text;
        this.spans = spans;
    }

    public static Extraction of(String text) {
        var spans = new ArrayList<Span>();
        for (Span span : new Finder(text).spans()) if (spans.stream().noneMatch(span::overlaps)) spans.add(span);
        spans.sort(Comparator.comparingInt(Span::from));
        return new Extraction(text, List.copyOf(spans));
    }

    /** Each value once, in the order of the text. */
    public List<Credential> credentials() {
        return spans.stream().map(Span::credential).distinct().toList();
    }

    /** The text with {@code [credential n]} where credentials were. */
    public String text(ToIntFunction<Credential> number) {
        var out = new StringBuilder();
        int at = 0;
        for (Span span : spans) {
            out.append(text, at, span.from()).append(placeholder(number.applyAsInt(span.credential())));
            at = span.to();
        }
        return out.append(text, at, text.length()).toString();
    }

    /** Numbered from 1 in the order of the text. */
    public String text() {
        var known = credentials();
        return text(credential -> known.indexOf(credential) + 1);
    }

    static String placeholder(int number) {
        return "[credential " + number + "]";
    }
}

package dev.routewright.cli;

import dev.routewright.inspection.PolicyText;
import dev.routewright.inspection.PolicyText.Entry;
import dev.routewright.inspection.PolicyText.Section;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A policy on a terminal: names in a column of their own, long lists broken between words. */
final class PolicyPrint {
    private static final int WIDTH = 100;
    private static final int WIDEST_NAME = 30;

    private final PrintWriter out;

    PolicyPrint(PrintWriter out) {
        this.out = out;
    }

    void print(PolicyText policy) {
        out.println(Terminal.clean("Policy " + policy.name()));
        out.println("sha256 " + policy.hash());
        out.println();
        out.println("Whatever is not listed here is refused. Each section can be asked for by the word in brackets.");
        policy.sections().forEach(this::section);
        out.flush();
    }

    private void section(Section section) {
        out.println();
        out.println("%s [%s]".formatted(section.title(), section.id()));
        if (!section.says().isEmpty()) wrap("  ", "  ", section.says());
        entries(section.entries(), 2);
    }

    private void entries(List<Entry> entries, int indent) {
        var column = indent
                + 2
                + entries.stream()
                        .mapToInt(entry -> Math.min(WIDEST_NAME, Terminal.width(Terminal.clean(entry.name()))))
                        .max()
                        .orElse(0);
        for (var entry : entries) {
            var name = " ".repeat(indent) + Terminal.clean(entry.name());
            var gap = " ".repeat(Math.max(2, column - Terminal.width(name)));
            wrap(name + gap, " ".repeat(column), said(entry));
            entries(entry.entries(), indent + 4);
        }
    }

    private static String said(Entry entry) {
        var names = String.join(", ", entry.names());
        if (names.isEmpty()) return entry.says();
        return entry.says().isEmpty() ? names : entry.says() + ": " + names;
    }

    /** Breaks at blanks only: a name that is longer than a line stays whole, so that it can be copied. */
    private void wrap(String first, String others, String text) {
        var lines = new ArrayList<StringBuilder>();
        lines.add(new StringBuilder(first));
        int used = Terminal.width(first);
        boolean fresh = true;
        for (var word : Terminal.clean(text).split(" ")) {
            int width = Terminal.width(word);
            if (!fresh && used + 1 + width > WIDTH) {
                lines.add(new StringBuilder(others));
                used = Terminal.width(others);
                fresh = true;
            }
            var line = lines.get(lines.size() - 1);
            line.append(fresh ? "" : " ").append(word);
            used += width + (fresh ? 0 : 1);
            fresh = false;
        }
        lines.forEach(line -> out.println(line.toString().stripTrailing()));
    }
}

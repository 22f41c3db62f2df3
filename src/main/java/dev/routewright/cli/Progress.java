package dev.routewright.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** Tells a person who has waited for a second how far it is, on one line that goes away at the end. */
final class Progress implements AutoCloseable {
    private static final long PATIENCE = 1_000_000_000L;
    private static final long PACE = 200_000_000L;

    private final Shell shell;
    private final String word;
    private final LongSupplier nanos;
    private long next;
    private int shown;

    /** @param nanos a clock that only goes forward */
    Progress(Shell shell, LongSupplier nanos) {
        this(shell, "checked", nanos);
    }

    /** @param word for what is done with each */
    Progress(Shell shell, String word, LongSupplier nanos) {
        this.shell = shell;
        this.word = word;
        this.nanos = nanos;
        this.next = nanos.getAsLong() + PATIENCE;
    }

    void at(int done, int all) {
        if (!shell.terminal() || nanos.getAsLong() - next < 0) return;
        next = nanos.getAsLong() + PACE;
        var line = "%s %d of %d".formatted(word, done, all);
        write(line + " ".repeat(Math.max(0, shown - line.length())));
        shown = line.length();
    }

    @Override
    public void close() {
        if (shown > 0) write(" ".repeat(shown) + "\r");
    }

    private void write(String line) {
        PrintWriter err = shell.err();
        err.print("\r" + line);
        err.flush();
    }
}

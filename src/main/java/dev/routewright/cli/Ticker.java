package dev.routewright.cli;

import dev.routewright.drafting.Drafter;
import dev.routewright.knowledge.Tokens;
import java.util.function.LongSupplier;

/**
 * Tells whoever waits for a draft how far it is: a line for each stage, and on a terminal one that counts and goes away.
 * Says nothing in the first second, so that what is quick stays quiet. Never shows what a model writes: that is untrusted.
 */
final class Ticker implements Drafter.Listener, AutoCloseable {
    private static final long PATIENCE = 1_000_000_000L;
    private static final long PACE = 200_000_000L;

    private final Shell shell;
    private final String label;
    private final LongSupplier nanos;
    private final long started;
    private String stage = "";
    private boolean told = true;
    private int tokens;
    private long next;
    private int shown;
    private boolean closed;

    /** @param nanos a clock that only goes forward */
    Ticker(Shell shell, String label, LongSupplier nanos) {
        this.shell = shell;
        this.label = label;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.next = started + PATIENCE;
    }

    @Override
    public synchronized void stage(String words) {
        if (closed || words.isBlank() || words.equals(stage)) return;
        stage = words;
        told = false;
        tick();
    }

    @Override
    public synchronized void token(String text) {
        counted(tokens + Tokens.count(text));
    }

    /** @param all tokens written so far */
    synchronized void counted(int all) {
        tokens = Math.max(tokens, all);
        tick();
    }

    private void tick() {
        var now = nanos.getAsLong();
        if (closed || now - started < PATIENCE) return;
        if (!told) {
            erase();
            shell.err().println(Terminal.clean("%s: %s".formatted(label, stage)));
            told = true;
        }
        if (!shell.terminal() || tokens == 0 || now - next < 0) return;
        next = now + PACE;
        var line = Terminal.clean(
                "%s: %s, %,d tokens, %d s".formatted(label, stage, tokens, (now - started) / 1_000_000_000L));
        write("\r" + line + " ".repeat(Math.max(0, shown - Terminal.width(line))));
        shown = Terminal.width(line);
    }

    private void erase() {
        if (shown > 0) write("\r" + " ".repeat(shown) + "\r");
        shown = 0;
    }

    private void write(String text) {
        shell.err().print(text);
        shell.err().flush();
    }

    @Override
    public synchronized void close() {
        erase();
        closed = true;
    }
}

package dev.routewright.integration;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Many kept messages being replayed or deleted, and how far that is. */
public final class DeadLetterRun {
    private static final int MOST_PROBLEMS = 20;

    private final String id;
    private final String integration;
    private final String what;
    private final int total;
    private final Instant began;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Instant ended;
    private volatile boolean stopped;

    DeadLetterRun(String id, String integration, String what, int total, Instant began) {
        this.id = id;
        this.integration = integration;
        this.what = what;
        this.total = total;
        this.began = began;
    }

    /**
     * How far it is.
     *
     * @param what {@code replay} or {@code delete}
     * @param state {@code running}, {@code stopped} before all were done, or {@code done}
     * @param done messages that went through, or are deleted
     * @param failed messages that failed, and are kept as before or anew
     * @param skipped messages that were not there, replayed already, or not reached any more
     * @param problems the first ones, as sentences
     */
    public record Progress(
            String id,
            String what,
            String state,
            int total,
            int done,
            int failed,
            int skipped,
            List<String> problems,
            Instant began,
            @Nullable Instant ended) {}

    String integration() {
        return integration;
    }

    String id() {
        return id;
    }

    void succeeds() {
        done.incrementAndGet();
    }

    void fails(String why) {
        failed.incrementAndGet();
        note(why);
    }

    void skips(String why) {
        skipped.incrementAndGet();
        if (!why.isEmpty()) note(why);
    }

    private void note(String why) {
        if (problems.size() < MOST_PROBLEMS) problems.add(why);
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    void ends(Instant now) {
        ended = now;
    }

    boolean isOver() {
        return ended != null;
    }

    Progress progress() {
        var over = ended;
        var state = over == null ? "running" : stopped ? "stopped" : "done";
        return new Progress(
                id, what, state, total, done.get(), failed.get(), skipped.get(), List.copyOf(problems), began, over);
    }

    String counts() {
        return "%d of %d %s, %d failed, %d skipped"
                .formatted(
                        done.get(),
                        total,
                        what.equals("delete") ? "deleted" : "went through",
                        failed.get(),
                        skipped.get());
    }
}

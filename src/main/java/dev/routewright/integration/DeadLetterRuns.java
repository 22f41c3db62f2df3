package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import dev.routewright.integration.DeadLetterRun.Progress;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.Journal;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays or deletes many kept messages in the background, a few at a time so that what fails again does not come down
 * on a service all at once. The journal gets one entry with the counts. A stop of the process ends a run; each message
 * is then either done or kept as before.
 */
public final class DeadLetterRuns implements AutoCloseable {
    public static final int AT_ONCE = 4;
    private static final int MOST_AT_ONCE = 32;
    private static final int MOST_RUNNING = 4;
    private static final int REMEMBERED = 100;
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRuns.class);

    private final DeadLetterDesk desk;
    private final DeadLetterStore letters;
    private final Journal journal;
    private final Clock clock;
    private final Deque<DeadLetterRun> runs = new ArrayDeque<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService hands = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "dead-letters-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    public DeadLetterRuns(DeadLetterDesk desk, DeadLetterStore letters, Journal journal, Clock clock) {
        this.desk = desk;
        this.letters = letters;
        this.journal = journal;
        this.clock = clock;
    }

    /** Sends those of them in again that were not replayed yet. @param atOnce 1 keeps their order */
    public Progress replay(String integration, DeadLetterSelection which, int atOnce) {
        which.check();
        if (atOnce < 1 || atOnce > MOST_AT_ONCE)
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "1 to %d messages can be under way at once. Nothing was sent.".formatted(MOST_AT_ONCE));
        desk.checkLive(integration);
        var ids = which.ids().isEmpty()
                ? letters.ids(integration, which.filter().withState("kept"), which.limit())
                : which.ids();
        var run = begin(integration, "replay", ids.size());
        return start(run, ids, atOnce, id -> replay(run, id));
    }

    public Progress delete(String integration, DeadLetterSelection which) {
        which.check();
        desk.check(integration);
        var ids = which.ids().isEmpty() ? letters.ids(integration, which.filter(), which.limit()) : which.ids();
        var run = begin(integration, "delete", ids.size());
        return start(run, ids, 1, id -> {
            if (letters.delete(integration, id)) run.succeeds();
            else run.skips("");
        });
    }

    public Progress progress(String integration, String id) {
        return find(integration, id).progress();
    }

    /** Lets those under way end and begins no other. */
    public Progress stop(String integration, String id) {
        var run = find(integration, id);
        run.stop();
        return run.progress();
    }

    private void replay(DeadLetterRun run, String id) {
        CellRuntime.Replayed replayed;
        try {
            replayed = desk.sendIn(run.integration(), id);
        } catch (Declined no) {
            run.skips("%s: %s".formatted(Quoted.of(id), no.getMessage()));
            return;
        } catch (IllegalArgumentException | IllegalStateException | java.util.NoSuchElementException ours) {
            run.fails("%s: %s".formatted(Quoted.of(id), ours.getMessage()));
            return;
        }
        if (replayed.deadLetter() == null) run.succeeds();
        else run.fails("%s failed again and is kept as %s.".formatted(Quoted.of(id), replayed.deadLetter()));
    }

    private Progress start(DeadLetterRun run, List<String> ids, int atOnce, Consumer<String> work) {
        var next = new AtomicInteger();
        var left = new AtomicInteger(Math.max(1, Math.min(atOnce, ids.size())));
        for (int i = left.get(); i > 0; i--)
            hands.execute(() -> {
                for (int at = next.getAndIncrement(); at < ids.size(); at = next.getAndIncrement())
                    if (run.isStopped()) run.skips("");
                    else guarded(run, ids.get(at), work);
                if (left.decrementAndGet() == 0) end(run);
            });
        return run.progress();
    }

    private static void guarded(DeadLetterRun run, String id, Consumer<String> work) {
        try {
            work.accept(id);
        } catch (RuntimeException trouble) {
            LOG.error("[dead letters] message {} of {} is kept as before", id, run.integration(), trouble);
            run.fails("%s: it could not be worked on and is kept as before; see the log.".formatted(Quoted.of(id)));
        }
    }

    private void end(DeadLetterRun run) {
        letters.recount();
        try {
            var progress = run.progress();
            journal.append("api", progress.what() + "-dead-letters", run.integration(), run.counts());
        } catch (RuntimeException e) {
            LOG.error("[dead letters] a run of {} ended and is not journalled: {}", run.integration(), run.counts(), e);
        } finally {
            run.ends(clock.instant());
        }
    }

    private DeadLetterRun begin(String integration, String what, int total) {
        var run = new DeadLetterRun(UUID.randomUUID().toString(), integration, what, total, clock.instant());
        synchronized (runs) {
            if (runs.stream().filter(one -> !one.isOver()).count() >= MOST_RUNNING)
                throw new Declined(
                        Declined.Reason.BUSY,
                        "%d runs are under way. Nothing was done. Wait for one of them to end."
                                .formatted(MOST_RUNNING));
            runs.addLast(run);
            if (runs.size() > REMEMBERED)
                runs.remove(new ArrayList<>(runs)
                        .stream().filter(DeadLetterRun::isOver).findFirst().orElseThrow());
        }
        return run;
    }

    private DeadLetterRun find(String integration, String id) {
        synchronized (runs) {
            return runs.stream()
                    .filter(one -> one.id().equals(id) && one.integration().equals(integration))
                    .findFirst()
                    .orElseThrow(() -> new Declined(
                            Declined.Reason.UNKNOWN,
                            "%s has no run %s. The last %d are remembered, until the next start."
                                    .formatted(Quoted.of(integration), Quoted.of(id), REMEMBERED)));
        }
    }

    @Override
    public void close() {
        synchronized (runs) {
            runs.forEach(DeadLetterRun::stop);
        }
        hands.shutdown();
        try {
            hands.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

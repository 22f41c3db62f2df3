package dev.routewright.integration;

import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.StoreTrouble;
import dev.routewright.outbox.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an idle process to what should run, and keeping it so: services, live integrations, unfinished drafts, the watched
 * folder; then a look at the folder every two seconds and at what should run every thirty.
 */
public final class Startup implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Startup.class);

    /** Services may be down as we were; whatever takes longer goes on while messages come in. */
    private static final Duration UNDOING = Duration.ofSeconds(30);

    private static final Duration CHECKS = Duration.ofMinutes(5);

    private final FolderWatch folder;
    private final Live live;
    private final Integrations integrations;
    private final Workshop workshop;
    private final DeadLetterStore letters;
    private final Outbox outbox;
    private final Overviews overviews;
    private final Duration patience;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "reconcile");
        thread.setDaemon(true);
        return thread;
    });

    /** @param patience how long a start waits for what is drafted; the rest is drafted while it is up */
    public Startup(
            FolderWatch folder,
            Live live,
            Integrations integrations,
            Workshop workshop,
            DeadLetterStore letters,
            Outbox outbox,
            Overviews overviews,
            Duration patience) {
        this.folder = folder;
        this.live = live;
        this.integrations = integrations;
        this.workshop = workshop;
        this.letters = letters;
        this.outbox = outbox;
        this.overviews = overviews;
        this.patience = patience;
    }

    /** Returns when everything that was there at start has come to an end, good or bad, or has had its time. */
    public List<StartupRow> open() throws InterruptedException {
        letters.giveBackInterrupted();
        folder.services();
        // A message that comes in once more must not meet what is half undone.
        outbox.recover(UNDOING);
        outbox.begin();
        live.reconcile();
        integrations.resumeInterrupted();
        var deadline = System.nanoTime() + patience.toNanos();
        while (folder.routes() && System.nanoTime() < deadline) workshop.awaitIdle(Duration.ofSeconds(1));
        workshop.awaitIdle(Workshop.Task.CHECK, CHECKS);
        workshop.awaitIdle(Workshop.Task.DRAFT, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        clock.scheduleWithFixedDelay(() -> guarded(folder::look), 2, 2, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(() -> guarded(live::reconcile), 30, 30, TimeUnit.SECONDS);
        return overviews.table();
    }

    public List<StartupRow> table() {
        return overviews.table();
    }

    /** One look that fails must not be the last one. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            StoreTrouble.log(log, "reconcile", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workshop.close();
    }
}

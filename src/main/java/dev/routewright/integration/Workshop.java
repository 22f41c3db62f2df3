package dev.routewright.integration;

import dev.routewright.journal.Journal;
import dev.routewright.journal.StoreTrouble;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Status;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where versions are drafted, inspected and rehearsed: a few at a time, a bounded number waiting, each within a time, so
 * that the control plane answers meanwhile. Nothing that goes wrong in here reaches another version.
 */
public final class Workshop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workshop.class);

    private final Versions versions;
    private final Events events;
    private final Journal journal;
    private final Limits limits;
    private final Semaphore places;
    private final ExecutorService workers;
    private final ScheduledExecutorService watch;

    public Workshop(Versions versions, Events events, Journal journal, Limits limits) {
        this.versions = versions;
        this.events = events;
        this.journal = journal;
        this.limits = limits;
        this.places = new Semaphore(limits.all());
        this.workers = Executors.newFixedThreadPool(limits.atOnce(), daemon("workshop"));
        this.watch = Executors.newSingleThreadScheduledExecutor(daemon("workshop-watch"));
    }

    /**
     * @param atOnce versions worked on at the same time
     * @param waiting versions that may wait for it
     * @param time longest for one version
     */
    public record Limits(int atOnce, int waiting, Duration time) {
        int all() {
            return atOnce + waiting;
        }
    }

    /** Takes a place for one version, to be used or given back. @throws Declined when all are taken */
    void reserve() {
        if (places.tryAcquire()) return;
        throw new Declined(
                Declined.Reason.BUSY,
                "%d descriptions are being worked on or waiting. Yours was not taken in; the others go on. Send it again in a few seconds."
                        .formatted(limits.all()));
    }

    void giveBack() {
        places.release();
    }

    /** Works in the reserved place. @param ready told when the version stands, still in the same place */
    void work(Version version, Function<Progress, Outcome> way, Consumer<Version> ready) {
        events.status(version);
        try {
            workers.execute(() -> {
                var worker = new AtomicReference<>(Thread.currentThread());
                var bell = watch.schedule(
                        () -> outOfTime(version, worker), limits.time().toMillis(), TimeUnit.MILLISECONDS);
                try {
                    settle(version, way.apply(new Recording(version)), ready);
                } catch (Throwable e) {
                    broke(version, e);
                } finally {
                    bell.cancel(false);
                    // A bell that rings late must not interrupt whoever uses this thread next.
                    synchronized (worker) {
                        worker.set(null);
                    }
                    Thread.interrupted();
                    places.release();
                }
            });
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    /** Waits until no version is being worked on; says whether that came true in time. */
    boolean awaitIdle(Duration time) throws InterruptedException {
        if (!places.tryAcquire(limits.all(), time.toMillis(), TimeUnit.MILLISECONDS)) return false;
        places.release(limits.all());
        return true;
    }

    private void settle(Version version, Outcome outcome, Consumer<Version> ready) {
        var worked = version.with(outcome.dossier());
        var next = outcome.<Version>fold(
                yes -> worked.as(Status.AWAITING_APPROVAL, null),
                asking -> worked.as(Status.NEEDS_ANSWERS, null),
                refused -> worked.as(Status.REJECTED, null),
                failed -> worked.as(Status.FAILED, failed.why()));
        if (!record(next)) return;
        if (next.status() == Status.AWAITING_APPROVAL) ready.accept(next);
    }

    /** A version that was given up, deleted or overtaken meanwhile stays what it became. */
    private boolean record(Version next) {
        if (!versions.move(next, Status.DRAFTING, Status.REHEARSING)) return false;
        journal.append(
                "runtime",
                next.status().code(),
                next.integration() + "/" + next.number(),
                next.why() == null ? "" : next.why());
        events.status(next);
        return true;
    }

    /** Recorded before the work is interrupted, which would otherwise say that it broke off. */
    private void outOfTime(Version version, AtomicReference<Thread> worker) {
        var sentence =
                ("[workshop] drafting and rehearsal took longer than %d seconds and were stopped. Nothing was loaded, and "
                                + "what is live goes on. Make the description shorter, or raise routewright.drafting.time-limit.")
                        .formatted(limits.time().toSeconds());
        try {
            record(version.as(Status.FAILED, sentence));
        } catch (RuntimeException e) {
            StoreTrouble.log(log, place(version), e);
        }
        synchronized (worker) {
            var thread = worker.get();
            if (thread != null) thread.interrupt();
        }
    }

    private void broke(Version version, Throwable thrown) {
        StoreTrouble.log(log, place(version), thrown);
        try {
            record(version.as(
                    Status.FAILED,
                    ("[workshop] it broke off by a mistake of Routewright (%s). Nothing was loaded, and what is live goes "
                                    + "on. Send it again; if it happens again, report the log entry.")
                            .formatted(thrown.getClass().getSimpleName())));
        } catch (RuntimeException e) {
            StoreTrouble.log(log, place(version), e);
        }
    }

    private static String place(Version version) {
        return "workshop %s/%d".formatted(version.integration(), version.number());
    }

    /** Stops what is under way; the next start takes it up again from the beginning. */
    @Override
    public void close() {
        workers.shutdownNow();
        watch.shutdownNow();
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Tells listeners, and keeps the one status that changes on the way. */
    private final class Recording implements Progress {
        private final Version version;
        private final Progress listeners;
        private Status status;

        private Recording(Version version) {
            this.version = version;
            this.listeners = events.progress(version);
            this.status = version.status();
        }

        @Override
        public void stage(Stage stage, String words) {
            listeners.stage(stage, words);
            become(stage == Stage.REHEARSAL ? Status.REHEARSING : Status.DRAFTING);
        }

        private void become(Status next) {
            if (next == status) return;
            if (versions.move(version.as(next, null), status)) events.status(version.as(next, null));
            status = next;
        }

        @Override
        public void finding(Finding finding) {
            listeners.finding(finding);
        }

        @Override
        public void run(Evidence.Run run) {
            listeners.run(run);
        }
    }
}

package dev.routewright.integration;

import dev.routewright.journal.Journal;
import dev.routewright.journal.StoreTrouble;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final Map<Task, Lane> lanes = new EnumMap<>(Task.class);
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch;
    private volatile boolean closing;

    public Workshop(Versions versions, Events events, Journal journal, Limits limits) {
        this.versions = versions;
        this.events = events;
        this.journal = journal;
        this.limits = limits;
        for (var task : Task.values())
            lanes.put(task, new Lane("workshop-" + task.name().toLowerCase(Locale.ROOT), limits));
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "workshop-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param atOnce versions of one kind worked on at the same time
     * @param waiting versions that may wait for it
     * @param time longest for one version
     */
    public record Limits(int atOnce, int waiting, Duration time) {}

    /** Routes a person wrote do not wait for a model that does not answer. */
    enum Task {
        DRAFT,
        CHECK;

        static Task of(Version version) {
            return version.dossier().yaml() == null ? DRAFT : CHECK;
        }
    }

    /** Takes a place for one version, to be used or given back. @throws Declined when all are taken */
    void reserve(Task task) {
        lane(task).reserve();
    }

    void giveBack(Task task) {
        lane(task).giveBack();
    }

    /** Works in the reserved place. @param ready told when the version stands, still in the same place */
    void work(Version version, Function<Progress, Outcome> way, Consumer<Version> ready) {
        var lane = lane(Task.of(version));
        var job = new Job(one -> {
            var bell =
                    watch.schedule(() -> outOfTime(version, one), limits.time().toMillis(), TimeUnit.MILLISECONDS);
            try {
                var outcome = one.interruptibly(() -> way.apply(new Recording(version, one)));
                settle(version, one, outcome, ready);
            } catch (Throwable e) {
                broke(version, e);
            } finally {
                bell.cancel(false);
                jobs.remove(place(version), one);
                lane.giveBack();
            }
        });
        jobs.put(place(version), job);
        events.status(version);
        lane.execute(job);
    }

    /**
     * Stops the work on a version, whether it has begun or waits.
     *
     * @return false when it has come to an end meanwhile
     */
    boolean stop(Version version, String sentence) {
        if (!record(version.as(Status.FAILED, sentence))) return false;
        var job = jobs.get(place(version));
        if (job != null) lane(Task.of(version)).stop(job);
        return true;
    }

    /** Stops all work on an integration that is no more. */
    void abandon(String integration) {
        jobs.forEach((place, job) -> {
            if (place.startsWith(integration + "/")) lanes.values().forEach(lane -> lane.stop(job));
        });
    }

    /** Waits until no version is being worked on; says whether that came true in time. */
    boolean awaitIdle(Duration time) throws InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        for (var lane : lanes.values()) if (!lane.awaitIdle(deadline)) return false;
        return true;
    }

    boolean awaitIdle(Task task, Duration time) throws InterruptedException {
        return lane(task).awaitIdle(System.nanoTime() + time.toNanos());
    }

    private Lane lane(Task task) {
        return java.util.Objects.requireNonNull(lanes.get(task));
    }

    private void settle(Version version, Job job, Outcome outcome, Consumer<Version> ready) {
        if (closing) return;
        var worked = version.with(outcome.dossier());
        var next = outcome.<Version>fold(
                yes -> worked.as(Status.AWAITING_APPROVAL, null),
                asking -> worked.as(Status.NEEDS_ANSWERS, null),
                refused -> worked.as(Status.REJECTED, null),
                failed -> worked.as(Status.FAILED, failed.why()));
        if (job.isStopped()) keepWhatItCost(worked);
        else if (record(next) && next.status() == Status.AWAITING_APPROVAL) ready.accept(next);
    }

    private void keepWhatItCost(Version worked) {
        versions.find(worked.integration(), worked.number())
                .filter(stopped -> stopped.status() == Status.FAILED)
                .ifPresent(stopped -> versions.move(
                        stopped.with(stopped.dossier()
                                .withProvenance(worked.dossier().provenance())),
                        Status.FAILED));
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
    private void outOfTime(Version version, Job job) {
        var sentence =
                ("[workshop] drafting and rehearsal took longer than %d seconds and were stopped. Nothing was loaded, and "
                                + "what is live goes on. Make the description shorter, or raise routewright.drafting.time-limit.")
                        .formatted(limits.time().toSeconds());
        try {
            record(version.as(Status.FAILED, sentence));
        } catch (RuntimeException e) {
            StoreTrouble.log(log, where(version), e);
        }
        job.stop();
    }

    private void broke(Version version, Throwable thrown) {
        if (closing) return;
        StoreTrouble.log(log, where(version), thrown);
        try {
            record(version.as(
                    Status.FAILED,
                    ("[workshop] it broke off by a mistake of Routewright (%s). Nothing was loaded, and what is live goes "
                                    + "on. Send it again; if it happens again, report the log entry.")
                            .formatted(thrown.getClass().getSimpleName())));
        } catch (RuntimeException e) {
            StoreTrouble.log(log, where(version), e);
        }
    }

    private static String where(Version version) {
        return "workshop " + place(version);
    }

    private static String place(Version version) {
        return version.integration() + '/' + version.number();
    }

    /** Stops what is under way; the next start takes it up again from the beginning. */
    @Override
    public void close() {
        closing = true;
        lanes.values().forEach(Lane::close);
        jobs.values().forEach(Job::stop);
        watch.shutdownNow();
    }

    /** Tells listeners, and keeps the one status that changes on the way. */
    private final class Recording implements Progress {
        private final Version version;
        private final Job job;
        private final Progress listeners;
        private Status status;

        private Recording(Version version, Job job) {
            this.version = version;
            this.job = job;
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
            job.undisturbed(() -> {
                if (versions.move(version.as(next, null), status)) events.status(version.as(next, null));
            });
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

        @Override
        public void token(String text) {
            listeners.token(text);
        }
    }
}

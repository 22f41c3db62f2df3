package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import dev.routewright.cell.CellRuntime.Attempt;
import dev.routewright.journal.Journal;
import dev.routewright.journal.StoreTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cells stopped, in the journal and the log: the first of a minute one by one, the rest of it counted, so that a
 * hostile route cannot fill the record. Whoever tries too often is reported, once, to whoever pauses it.
 */
public final class SecurityLog implements CellRuntime.SecurityEvents, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SecurityLog.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long LOOK_SECONDS = 5;

    private final Journal journal;
    private final Clock clock;
    private final Limits limits;
    private final SecurityRecord record;
    private final Map<String, Minute> minutes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "security-log");
        thread.setDaemon(true);
        return thread;
    });
    private volatile BiConsumer<String, String> alarm = (integration, why) -> {};

    public SecurityLog(Journal journal, Clock clock, Limits limits) {
        this.journal = journal;
        this.clock = clock;
        this.limits = limits;
        this.record = new SecurityRecord(journal);
        hand.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * @param oneByOne events of one integration a minute that are written one by one
     * @param quarantineAfter attempts outside the grant a minute after which the alarm is raised; 0 for never
     */
    public record Limits(int oneByOne, int quarantineAfter) {}

    /** @param pause told the integration and why it is to be paused, on a thread of its own */
    public void onAlarm(BiConsumer<String, String> pause) {
        alarm = pause;
    }

    public SecurityRecord record() {
        return record;
    }

    @Override
    public void outsideGrant(Attempt attempt) {
        var sentence = attempt.exchangeId() == null
                ? "It reached for %s while it was being loaded, and was not started.".formatted(attempt.what())
                : "It reached for %s %s and was stopped.".formatted(attempt.what(), place(attempt));
        int seen = note(SecurityRecord.OUTSIDE_GRANT, attempt, sentence);
        // What does not load runs nothing that a pause could stop.
        if (attempt.exchangeId() != null && seen == limits.quarantineAfter())
            raise(
                    attempt.integration(),
                    "It tried to reach outside its grant %d times within a minute, the last time: %s"
                            .formatted(seen, sentence));
    }

    @Override
    public void overBudget(Attempt attempt) {
        var sentence = attempt.exchangeId() == null
                ? "It %s, and was not started.".formatted(attempt.what())
                : "A message %s %s and was stopped.".formatted(attempt.what(), place(attempt));
        note(SecurityRecord.OVER_BUDGET, attempt, sentence);
    }

    @Override
    public void outOfHand(Attempt attempt) {
        var sentence = "It %s %s and does not stop when told to.".formatted(attempt.what(), place(attempt));
        note(SecurityRecord.OUT_OF_HAND, attempt, sentence);
        raise(attempt.integration(), sentence);
    }

    private static String place(Attempt attempt) {
        var message = attempt.exchangeId() == null ? "" : " of message " + attempt.exchangeId();
        return "at " + (attempt.step() == null ? "an unknown step" : "step " + attempt.step()) + message;
    }

    /** @return how many of this kind there were within the minute */
    private int note(String kind, Attempt attempt, String sentence) {
        var minute = minutes.computeIfAbsent(kind + ' ' + attempt.integration(), key -> new Minute(kind));
        synchronized (minute) {
            var now = clock.instant();
            if (minute.isOver(now)) minute.close(now);
            minute.subject = attempt.integration() + "/" + attempt.version();
            minute.last = sentence;
            count(attempt.integration(), now, sentence);
            if (++minute.seen <= limits.oneByOne()) write(kind, minute.subject, sentence);
            else minute.unwritten++;
            return minute.seen;
        }
    }

    private void count(String integration, Instant now, String sentence) {
        try {
            record.counted(integration, now, sentence);
        } catch (RuntimeException unread) {
            StoreTrouble.log(log, integration, unread);
        }
    }

    private void write(String kind, String subject, String sentence) {
        log.warn("[{}] {}: {}", subject, kind, sentence);
        try {
            journal.append("cell", kind, subject, sentence);
        } catch (RuntimeException unwritten) {
            StoreTrouble.log(log, subject, unwritten);
        }
    }

    private void raise(String integration, String why) {
        hand.execute(() -> {
            try {
                alarm.accept(integration, why);
            } catch (RuntimeException e) {
                StoreTrouble.log(log, integration, e);
            }
        });
    }

    private void look() {
        var now = clock.instant();
        for (var minute : new ArrayList<>(minutes.values()))
            synchronized (minute) {
                if (minute.isOver(now)) minute.close(now);
            }
    }

    /** What was only counted so far is written. */
    @Override
    public void close() {
        hand.shutdown();
        for (var minute : List.copyOf(minutes.values()))
            synchronized (minute) {
                minute.close(clock.instant());
            }
    }

    /** What happened of one kind in one integration since a first time. Its lock guards it. */
    private final class Minute {
        private final String kind;
        private @Nullable Instant begun;
        private int seen;
        private int unwritten;
        private String subject = "";
        private String last = "";

        Minute(String kind) {
            this.kind = kind;
        }

        boolean isOver(Instant now) {
            return begun == null || !now.isBefore(begun.plus(WINDOW));
        }

        void close(Instant now) {
            if (unwritten > 0) write(kind, subject, SecurityRecord.summary(unwritten, last));
            begun = now;
            seen = 0;
            unwritten = 0;
        }
    }
}

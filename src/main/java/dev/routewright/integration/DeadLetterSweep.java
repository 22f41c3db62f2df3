package dev.routewright.integration;

import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.DeadLetterUpkeep;
import dev.routewright.journal.Journal;
import dev.routewright.journal.StoreTrouble;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes kept messages away whose time is over, and says in the journal how many. */
public final class DeadLetterSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterSweep.class);

    private final DeadLetterUpkeep upkeep;
    private final DeadLetterStore letters;
    private final Journal journal;
    private final Keep keep;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "dead-letter-sweep");
        thread.setDaemon(true);
        return thread;
    });

    public DeadLetterSweep(DeadLetterUpkeep upkeep, DeadLetterStore letters, Journal journal, Keep keep) {
        this.upkeep = upkeep;
        this.letters = letters;
        this.journal = journal;
        this.keep = keep;
    }

    /** How long messages stay that nobody replayed, and those that were; zero for ever. */
    public record Keep(Duration unreplayed, Duration replayed) {
        public Keep {
            if (unreplayed.isNegative() || replayed.isNegative())
                throw new IllegalArgumentException(
                        "A time to keep dead letters is not negative; 0 keeps them for ever.");
        }
    }

    public void start() {
        clock.scheduleWithFixedDelay(this::guarded, 1, 10, TimeUnit.MINUTES);
    }

    void sweep() {
        if (!keep.replayed().isZero())
            note(upkeep.forgetReplayed(keep.replayed()), "replayed more than %s ago".formatted(days(keep.replayed())));
        if (!keep.unreplayed().isZero())
            note(
                    upkeep.forgetKept(keep.unreplayed()),
                    "never replayed, kept more than %s ago".formatted(days(keep.unreplayed())));
        letters.recount();
    }

    private void note(Map<String, Long> gone, String which) {
        gone.forEach((integration, count) ->
                journal.append("runtime", "expire-dead-letters", integration, "%d %s".formatted(count, which)));
    }

    private static String days(Duration time) {
        return time.toDays() > 1 ? time.toDays() + " days" : time.toMinutes() + " minutes";
    }

    private void guarded() {
        try {
            sweep();
        } catch (RuntimeException e) {
            StoreTrouble.log(LOG, "dead letters", e);
        }
    }

    @Override
    public void close() {
        // Never interrupted: the store would close its file.
        clock.shutdown();
    }
}

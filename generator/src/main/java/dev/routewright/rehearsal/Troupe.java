package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Performance;
import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays trials one after the other within the limits of a rehearsal. All go through one cell, which is opened
 * anew only when something went wrong with the cell itself.
 */
final class Troupe implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Stage stage;
    private final Draft draft;
    private final Grant grant;
    private final Duration time;
    private final long end;
    private final int messages;
    private final Stubs stubs = new Stubs();
    private int sent;
    private boolean loads = true;
    private @Nullable Performance open;

    Troupe(Stage stage, Draft draft, Grant grant, Duration time, int messages) {
        this.stage = stage;
        this.draft = draft;
        this.grant = grant;
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
        this.messages = messages;
    }

    /** False once the route turned out not to load: every further trial would say the same. */
    boolean canGoOn() {
        return loads;
    }

    Evidence.Run play(Trial trial) {
        var message = trial.message();
        if (message == null)
            return run(trial, Seen.NOTHING, trial.judge().apply(Seen.NOTHING).orElse(""), 0);
        if (sent >= messages)
            return unplayed(trial, "Not run: a rehearsal sends at most %d messages.".formatted(messages));
        if (left().isNegative() || left().isZero())
            return unplayed(
                    trial, "Not run: the %d seconds a rehearsal may take were over.".formatted(time.toSeconds()));
        sent++;
        long start = System.nanoTime();
        try {
            var performance = performance();
            var limit = left().compareTo(LONGEST) < 0 ? left() : LONGEST;
            long sending = System.nanoTime();
            var seen = send(trial, message, performance, limit);
            if (millis(sending) >= limit.toMillis()) {
                close();
                return run(trial, seen, late(limit), millis(start));
            }
            return run(trial, seen, trial.judge().apply(seen).orElse(""), millis(start));
        } catch (RuntimeException e) {
            close();
            return run(trial, Seen.NOTHING, sentence(e), millis(start));
        }
    }

    private Performance performance() {
        if (open == null) {
            loads = false;
            open = stage.open(draft, grant, stubs);
            loads = true;
        }
        return open;
    }

    private Seen send(Trial trial, Message message, Performance performance, Duration limit) {
        int delivered = performance.deliveries().size();
        int kept = performance.deadLetters().size();
        performance.beginTrial();
        stubs.play(trial.script());
        var answer = performance.deliver(message.body(), message.headers(), limit);
        performance.endTrial(limit);
        return new Seen(
                stubs.calls(),
                answer,
                since(delivered, performance.deliveries()),
                since(kept, performance.deadLetters()));
    }

    private static String late(Duration limit) {
        return "The message was not done with after %d milliseconds.".formatted(limit.toMillis());
    }

    private static <T> List<T> since(int before, List<T> all) {
        return List.copyOf(all.subList(Math.min(before, all.size()), all.size()));
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static String sentence(RuntimeException e) {
        boolean ours = e instanceof IllegalArgumentException || e instanceof IllegalStateException;
        if (ours && e.getMessage() != null) return e.getMessage();
        return "The message could not be sent through the route (%s)."
                .formatted(e.getClass().getSimpleName());
    }

    private static Evidence.Run unplayed(Trial trial, String why) {
        return run(trial, Seen.NOTHING, why, 0);
    }

    private static Evidence.Run run(Trial trial, Seen seen, String problem, long millis) {
        return new Evidence.Run(
                trial.name(),
                trial.kind(),
                trial.injected(),
                problem.isEmpty(),
                problem,
                seen.calls(),
                seen.answer(),
                seen.deliveries(),
                seen.deadLetters(),
                millis);
    }

    @Override
    public void close() {
        if (open != null) open.close();
        open = null;
    }
}

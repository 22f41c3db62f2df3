package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Performance;
import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Grant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
    private final Set<String> undoing;
    private final Stubs stubs = new Stubs();
    private int sent;
    private boolean loads = true;
    private @Nullable Performance open;

    /** @param undoing operations that take back what others did */
    Troupe(Stage stage, Draft draft, Grant grant, Duration time, int messages, Set<String> undoing) {
        this.stage = stage;
        this.draft = draft;
        this.grant = grant;
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
        this.messages = messages;
        this.undoing = undoing;
    }

    String whyUntried(Trial trial) {
        return "Not tried: %s, because a rehearsal sends at most %d messages and takes at most %d seconds."
                .formatted(trial.injected(), messages, time.toSeconds());
    }

    /** False once the route turned out not to load: every further trial would say the same. */
    boolean canGoOn() {
        return loads;
    }

    /** Whether the limits leave room for the trial. */
    boolean hasRoomFor(Trial trial) {
        return sent + trial.messages().size() <= messages && !isOver();
    }

    Evidence.Run play(Trial trial) {
        var run = once(trial);
        var otherwise = trial.otherwise();
        if (run.passed() || otherwise == null || !hasRoomFor(otherwise)) return run;
        var other = once(otherwise);
        return other.passed() ? other : run;
    }

    private Evidence.Run once(Trial trial) {
        if (trial.messages().isEmpty())
            return run(trial, Seen.NOTHING, trial.judge().apply(Seen.NOTHING).orElse(""), 0);
        if (sent + trial.messages().size() > messages)
            return unplayed(trial, "Not run: a rehearsal sends at most %d messages.".formatted(messages));
        if (isOver())
            return unplayed(
                    trial, "Not run: the %d seconds a rehearsal may take were over.".formatted(time.toSeconds()));
        sent += trial.messages().size();
        long start = System.nanoTime();
        try {
            var performance = performance();
            var limit = left().compareTo(LONGEST) < 0 ? left() : LONGEST;
            long sending = System.nanoTime();
            var seen = send(trial, performance, sending + limit.toNanos());
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

    private Seen send(Trial trial, Performance performance, long end) {
        performance.beginTrial();
        int delivered = performance.deliveries().size();
        int moved = performance.moved().size();
        int kept = performance.deadLetters().size();
        stubs.play(trial.conduct(), () -> performance.deliveries().size() - delivered);
        var answers = new ArrayList<@Nullable Answer>();
        for (var message : trial.messages()) {
            stubs.nextMessage();
            answers.add(deliver(message, performance, until(end)));
        }
        performance.settle(until(end));
        return new Seen(
                stubs.attempts(),
                answers,
                since(delivered, performance.deliveries()),
                since(moved, performance.moved()),
                since(kept, performance.deadLetters()));
    }

    private static @Nullable Answer deliver(Message message, Performance performance, Duration limit) {
        var entry = message.entry();
        return entry == null
                ? performance.deliver(message.body(), message.headers(), limit)
                : performance.deliver(entry, message.body(), message.headers(), limit);
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    private boolean isOver() {
        return left().isNegative() || left().isZero();
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

    private Evidence.Run unplayed(Trial trial, String why) {
        return run(trial, Seen.NOTHING, why, 0);
    }

    private Evidence.Run run(Trial trial, Seen seen, String problem, long millis) {
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
                millis,
                seen.answers().stream().filter(Objects::nonNull).toList(),
                seen.operations().stream().filter(undoing::contains).toList(),
                problem.isEmpty() ? trial.remarks().apply(seen) : List.of());
    }

    @Override
    public void close() {
        if (open != null) open.close();
        open = null;
    }
}

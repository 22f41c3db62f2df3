package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.services.ServiceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way through a cell, from entry to outcome. All exchanges that Camel makes of it (branches, parts)
 * share the one passage, so that a message is answered, delivered or kept once, however many of its parts fail.
 */
final class Passage {
    private static final int MOST_FAILURES = 50;

    private final Supplier<Message> origin;
    private final boolean mayBeRefused;
    private volatile Meter meter;
    private final Claims claims;
    private final Saga saga = new Saga(this);
    private volatile long begun = System.nanoTime();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final List<Failed> failures = new ArrayList<>();
    private volatile boolean sent;
    private final Set<String> serviceFailures = ConcurrentHashMap.newKeySet();
    private volatile Runnable givenUp = () -> {};
    private volatile Outcome outcome = Outcome.DONE;
    private volatile @Nullable Custody custody;
    private volatile String exchangeId = "";
    private volatile @Nullable Breach breach;
    private boolean settled;
    private volatile @Nullable String held;
    private volatile boolean rests;
    private volatile boolean comesAgain;
    private volatile String cause = "";
    private volatile boolean whole;

    /**
     * @param origin the message as it came in; asked only when it must be kept
     * @param mayBeRefused whether a caller waits who can be told that the message itself is wrong
     */
    Passage(Supplier<Message> origin, boolean mayBeRefused) {
        this(origin, mayBeRefused, Meter.UNBOUNDED, new Claims());
    }

    private Passage(Supplier<Message> origin, boolean mayBeRefused, Meter meter, Claims claims) {
        this.claims = claims;
        this.origin = origin;
        this.mayBeRefused = mayBeRefused;
        this.meter = meter;
    }

    /**
     * For a part of the message that goes on by itself after the rest is done: it ends in its own way, and uses up what
     * is left of the same budget.
     */
    Passage onwards() {
        return new Passage(origin, false, meter, claims.shared());
    }

    /** The part lies in a queue or a group, where nothing of Camel's looks after it. */
    void waits() {
        waiting.set(true);
    }

    boolean isWaiting() {
        return waiting.get();
    }

    /** True for the one who goes on with a part that waited. */
    boolean isTakenUp() {
        return waiting.compareAndSet(true, false);
    }

    /** It waits for others to come, for as long as that takes. @param id under which it is held on disk */
    void rests(String id) {
        held = id;
        rests = true;
    }

    /** The others have come. */
    void goesOn() {
        rests = false;
        begun = System.nanoTime();
    }

    boolean isResting() {
        return rests;
    }

    /** Under which it is held on disk, null when it is not. */
    @Nullable
    String held() {
        return held;
    }

    static @Nullable Passage of(Exchange exchange) {
        var ticket = Ticket.of(exchange);
        return ticket == null ? null : ticket.passage();
    }

    void boards(Exchange exchange) {
        Ticket.give(exchange, this);
    }

    Message origin() {
        return origin.get();
    }

    long nanos() {
        return System.nanoTime() - begun;
    }

    /** From here on something outside may have happened. */
    void sends() {
        sent = true;
    }

    boolean isUntouched() {
        return mayBeRefused && !sent;
    }

    void failed(ServiceFailure failure) {
        serviceFailures.add(failure.getMessage());
    }

    /** Notes where a failure came up; called from the inside out, the first place counts. */
    void failedAt(Throwable failure, String step) {
        synchronized (failures) {
            if (failures.stream().anyMatch(f -> f.failure == failure)) return;
            // A route may fail and try again for as long as its budget lasts.
            if (failures.size() == MOST_FAILURES) failures.remove(0);
            failures.add(new Failed(failure, step));
        }
    }

    /** What another passage, of which this was a part, knows about its failures. */
    void adopts(Passage whole) {
        synchronized (whole.failures) {
            failures.addAll(whole.failures);
        }
        serviceFailures.addAll(whole.serviceFailures);
        synchronized (this) {
            if (breach == null) breach = whole.breach;
        }
    }

    /** The step the failure started at: splits and branches wrap what their steps throw. */
    @Nullable
    String stepOf(Throwable failure) {
        synchronized (failures) {
            String step = null;
            for (var cause = failure; cause != null; cause = cause.getCause())
                for (var failed : failures) if (failed.failure == cause) step = failed.step;
            if (step != null) return step;
            return failures.isEmpty() ? null : failures.get(failures.size() - 1).step;
        }
    }

    /**
     * Whether the failure is that of a service, thrown as it was or again by the route's own failure handling. Of branches
     * that fail together any may be the one that is heard of.
     */
    boolean isServiceFailure(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause.getMessage() != null && serviceFailures.contains(cause.getMessage())) return true;
        return false;
    }

    /** True for the one who may settle what becomes of the message. */
    synchronized boolean settles() {
        if (settled) return false;
        settled = true;
        return true;
    }

    synchronized boolean isSettled() {
        return settled;
    }

    /** Taken in by a cell, which is told at once of what no message may do. */
    void heldBy(Custody cell, String id) {
        custody = cell;
        exchangeId = id;
        if (meter == Meter.UNBOUNDED) meter = cell.meter();
    }

    String exchangeId() {
        return exchangeId;
    }

    /** The message did what no message may: its route cannot take that back, and goes no further with it. */
    void breaches(RuntimeException cause, @Nullable String step) {
        Breach first;
        synchronized (this) {
            if (breach != null) return;
            first = new Breach(cause, step, settled);
            breach = first;
        }
        var cell = custody;
        if (cell != null) cell.breached(this, first);
    }

    /** Nobody waits any longer for what becomes of it. */
    void givesUp() {
        var cell = custody;
        if (cell != null) cell.giveUp(this);
    }

    /** It cannot be ended. */
    void outOfHand(OverBudget trouble, @Nullable String step) {
        var cell = custody;
        if (cell != null) cell.outOfHand(this, trouble, step);
    }

    boolean isWatchedBy(Watchdog dog) {
        var cell = custody;
        return cell != null && cell.isWatchedBy(dog);
    }

    /** For a line in the log. */
    String whose() {
        var cell = custody;
        return cell == null ? "message" : cell.place() + " message " + exchangeId;
    }

    /** The first thing the message did that no message may. */
    @Nullable
    Breach breach() {
        return breach;
    }

    /** Whoever sent it sends it once more when the process dies, or it is on disk in another way. */
    Passage comingAgain() {
        comesAgain = true;
        return this;
    }

    /** Holds it on disk until it ends. @return under which id, null when it comes in again by itself */
    @Nullable
    String hold() {
        var cell = custody;
        return comesAgain || cell == null ? null : cell.hold(this);
    }

    /** Why it is kept, or would have been. */
    void keptFor(String why) {
        cause = why;
    }

    String cause() {
        return cause;
    }

    /** How to undo what it has done. */
    Saga saga() {
        return saga;
    }

    /** What it has claimed in the memory. */
    Claims claims() {
        return claims;
    }

    /** What it has used. */
    Meter meter() {
        return meter;
    }

    /** An exchange of the message was copied: a part of it, or a branch. */
    void copied(int depth) {
        var over = meter.step(depth);
        if (over != null) breaches(over, Place.here().step());
    }

    /** It came in by itself, and is not a part of another one. */
    void cameIn() {
        whole = true;
    }

    /** A part has no end that would be of interest: the whole of it has. */
    void tellsEnd(MessageListener.Heard heard) {
        if (whole) heard.ended(outcome.kind().end(), nanos());
    }

    /** What to do when the message is given up before its route ends: its caller still waits. */
    void whenGivenUp(Runnable tell) {
        givenUp = tell;
    }

    void givesUp(Outcome end) {
        outcome = end;
        givenUp.run();
    }

    void ends(Outcome end) {
        outcome = end;
    }

    Outcome outcome() {
        return outcome;
    }

    /**
     * What became of a message.
     *
     * @param kind how it ended
     * @param text for {@link Kind#REFUSED} what is wrong with the message, for {@link Kind#KEPT} the dead letter's id
     */
    record Outcome(Kind kind, String text, boolean byService) {
        static final Outcome DONE = new Outcome(Kind.DONE, "", false);
        static final Outcome LOST = new Outcome(Kind.LOST, "", false);
    }

    enum Kind {
        DONE(MessageListener.End.DONE),
        REFUSED(MessageListener.End.REFUSED),
        KEPT(MessageListener.End.DEAD_LETTER),
        /** It failed and could not be kept either. */
        LOST(MessageListener.End.LOST);

        private final MessageListener.End end;

        Kind(MessageListener.End end) {
            this.end = end;
        }

        MessageListener.End end() {
            return end;
        }
    }

    /** @param late whether the message had been answered or delivered by then */
    record Breach(RuntimeException cause, @Nullable String step, boolean late) {}

    private record Failed(Throwable failure, String step) {}
}

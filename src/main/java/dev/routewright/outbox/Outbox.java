package dev.routewright.outbox;

import dev.routewright.services.Invoker;
import dev.routewright.services.NotTaken;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the calls that are made whatever happens. In a live runtime {@link Courier} makes them as they fall due; on a
 * stage they are made when the stage says so, one after the other.
 */
public final class Outbox implements AutoCloseable {
    private final OutboxStore store;
    private final Limits limits;
    private final Clock clock;
    private final Maker maker;
    private final Undoing undoing;
    private final @Nullable Courier courier;
    private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();

    private Outbox(
            OutboxStore store, Invoker invoker, Letters letters, Limits limits, Clock clock, boolean inBackground) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.maker = new Maker(store, invoker, letters, limits, clock);
        this.undoing = new Undoing(store, maker, letters);
        this.courier = inBackground ? new Courier(store, limits, clock, this::make, undoing) : null;
    }

    /** Makes calls by threads of its own, from {@link #begin} on. */
    public static Outbox live(OutboxStore store, Invoker invoker, Letters letters, Limits limits, Clock clock) {
        return new Outbox(store, invoker, letters, limits, clock, true);
    }

    /** Makes calls only when {@link #makeDue} is called, and undoes at once. */
    public static Outbox onStage(OutboxStore store, Invoker invoker, Letters letters) {
        return new Outbox(store, invoker, letters, Limits.STANDARD, Clock.systemUTC(), false);
    }

    /** The message notes the first call that undoes something. */
    public void open(Begun begun, Call undo) {
        store.open(begun, undo);
    }

    public void note(String saga, Call undo) {
        store.note(saga, undo);
        if (courier != null) courier.ring();
    }

    /** The message is about to make this call, which changes something. */
    public void doing(String saga, String operation) {
        store.doing(saga, operation);
    }

    /** The message ended well. @throws RuntimeException when that could not be noted: then it has not ended well */
    public void ended(String saga) {
        store.ended(saga);
    }

    /**
     * The message failed: what it noted is done, and tried again for as long as it takes.
     *
     * @param letter where the message is kept; null when it is not
     * @param then told after everything was tried once
     */
    public void undo(String saga, @Nullable String letter, String cause, Runnable then) {
        undoing.afterwards(saga, then);
        if (courier != null) {
            courier.undo(saga, letter, cause);
            return;
        }
        try {
            store.undo(saga, letter, cause);
            undoing.round(saga, store.of(saga), round -> {});
        } catch (RuntimeException over) {
            // The process has been made to end: the next one undoes it.
            undoing.over(saga);
        }
    }

    /** Tries to undo what the message has noted so far, now. What fails is tried again in the background. */
    public void undoNow(String saga, Consumer<Round> then) {
        if (courier == null) undoing.round(saga, store.of(saga), then);
        else courier.undoNow(saga, then);
    }

    /** Takes a call that nobody waits for. @throws NotTaken when too many wait already, or the store does not take it */
    public void accept(Call call) throws NotTaken {
        var count = count(call.integration());
        if (count.incrementAndGet() > limits.waiting()) {
            count.decrementAndGet();
            throw new NotTaken(
                    call.key(),
                    "%d calls of this integration wait to be made already, which is the most. Nothing was sent."
                            .formatted(limits.waiting()),
                    null);
        }
        try {
            store.accept(call);
        } catch (RuntimeException notTaken) {
            count.decrementAndGet();
            throw new NotTaken(call.key(), "The store did not take the call. Nothing was sent.", notTaken);
        }
        if (courier != null) courier.ring();
    }

    private AtomicInteger count(String integration) {
        return accepted.computeIfAbsent(
                integration,
                name -> new AtomicInteger(store.waiting().getOrDefault(name, 0L).intValue()));
    }

    /**
     * At start, before any message comes in: what messages had begun when the process stopped is undone. Returns when
     * everything was tried once or the time is over; the rest is tried again later.
     */
    public void recover(Duration limit) throws InterruptedException {
        for (var begun : store.sagas())
            if (!begun.undoing()) store.undo(begun.id(), begun.letter(), Sentences.interrupted(begun));
        if (courier != null) courier.recover(limit);
        else for (var begun : store.sagas()) undoing.round(begun.id(), store.of(begun.id()), round -> {});
    }

    /** From now on what is due is made. */
    public void begin() {
        if (courier != null) courier.begin();
    }

    /** Makes what is due, on this thread, each once. */
    public void makeDue() {
        var tried = new HashSet<String>();
        while (true) {
            var due = store.due(clock.instant(), 1_000).stream()
                    .filter(one -> tried.add(one.call().id()))
                    .toList();
            if (due.isEmpty()) return;
            due.forEach(one -> make(one, () -> {}));
        }
    }

    private void make(Waiting waiting, Runnable then) {
        maker.make(waiting, end -> {
            if (end != Maker.End.LATER && !waiting.undoes())
                count(waiting.call().integration()).decrementAndGet();
            then.run();
        });
    }

    /** A person wants it to be tried now; false when it is not there. */
    public boolean retry(String integration, String id) {
        boolean there = store.retry(integration, id, clock.instant());
        if (there && courier != null) courier.ring();
        return there;
    }

    /** A person wants it not to be made at all; false when it is not there. */
    public boolean delete(String integration, String id) {
        var waiting = store.find(integration, id);
        if (waiting.isEmpty() || !store.delete(integration, id)) return false;
        if (waiting.get().saga() != null) undoing.tell(waiting.get().saga(), true);
        else if (!waiting.get().undoes()) count(integration).decrementAndGet();
        return true;
    }

    @Override
    public void close() {
        if (courier != null) courier.close();
    }
}

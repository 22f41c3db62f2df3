package dev.routewright.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls as they fall due, so many at the same time; all that undo parts of one message one after the other. The
 * store says what is due, so nothing is forgotten and nothing piles up in memory.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration STORE_RESTS = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final OutboxStore store;
    private final Limits limits;
    private final Clock clock;
    private final BiConsumer<Waiting, Runnable> make;
    private final Undoing undoing;
    private final ExecutorService workers;
    /** Ids of calls, and of messages that are being undone. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    private final Queue<Owed> owed = new ConcurrentLinkedQueue<>();
    private final Semaphore bell = new Semaphore(0);
    private final Thread rounds = new Thread(this::goRound, "outbox");
    private volatile boolean closed;

    /** What the store has not taken yet. */
    private record Owed(String saga, @Nullable String letter, String cause) {}

    Courier(OutboxStore store, Limits limits, Clock clock, BiConsumer<Waiting, Runnable> make, Undoing undoing) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.make = make;
        this.undoing = undoing;
        var number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(limits.atOnce(), work -> {
            var thread = new Thread(work, "outbox-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        rounds.setDaemon(true);
    }

    void begin() {
        rounds.start();
    }

    /** Something may be due. */
    void ring() {
        if (bell.availablePermits() == 0) bell.release();
    }

    void undo(String saga, @Nullable String letter, String cause) {
        owed.add(new Owed(saga, letter, cause));
        try {
            payOwed();
        } catch (RuntimeException later) {
            LOG.warn("What message {} did is undone as soon as the store answers.", saga);
        }
        ring();
    }

    private synchronized void payOwed() {
        for (var next = owed.peek(); next != null; next = owed.peek()) {
            store.undo(next.saga, next.letter, next.cause);
            owed.remove();
        }
    }

    /** On the thread of the message, which waits. */
    void undoNow(String saga, Consumer<Round> then) {
        busy.add(saga);
        try {
            undoing.round(saga, store.of(saga), round -> {
                leave(saga);
                then.accept(round);
            });
        } catch (RuntimeException broken) {
            leave(saga);
            throw broken;
        }
    }

    private void leave(String id) {
        busy.remove(id);
        ring();
    }

    void recover(Duration limit) throws InterruptedException {
        var sagas = store.sagas();
        var open = new CountDownLatch(sagas.size());
        for (var begun : sagas) {
            busy.add(begun.id());
            workers.execute(() -> undo(begun.id(), open::countDown));
        }
        if (!open.await(limit.toMillis(), TimeUnit.MILLISECONDS))
            LOG.warn("{} messages that a stop interrupted are still being undone.", open.getCount());
    }

    private void undo(String saga, Runnable then) {
        Consumer<Round> end = round -> {
            leave(saga);
            then.run();
        };
        try {
            var now = clock.instant();
            var due = store.of(saga).stream()
                    .filter(one -> !one.noted() && !one.nextTry().isAfter(now))
                    .toList();
            undoing.round(saga, due, end);
        } catch (RuntimeException broken) {
            LOG.warn("What message {} did is not undone yet.", saga, broken);
            leave(saga);
            then.run();
        }
    }

    private void goRound() {
        while (!closed) {
            Duration rest;
            try {
                rest = round();
            } catch (RuntimeException storeRests) {
                LOG.warn(
                        "[outbox] the store does not answer; what is due waits: {}",
                        storeRests.getClass().getSimpleName());
                rest = STORE_RESTS;
            }
            try {
                if (bell.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) bell.drainPermits();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Returns for how long there is nothing to do unless somebody rings. */
    private Duration round() {
        payOwed();
        int room = limits.atOnce() - busy.size();
        if (room <= 0) return STORE_RESTS;
        var now = clock.instant();
        for (var waiting : store.due(now, limits.atOnce() + 100)) {
            var saga = waiting.saga();
            var id = saga == null ? waiting.call().id() : saga;
            if (room == 0) return STORE_RESTS;
            if (closed || !busy.add(id)) continue;
            room--;
            if (saga != null) workers.execute(() -> undo(saga, () -> {}));
            else workers.execute(() -> make.accept(waiting, () -> leave(id)));
        }
        return store.nextDue().map(next -> until(next, now)).orElse(IDLE);
    }

    /** What is due and not taken is being made, or there is no room: whoever is done rings. */
    private static Duration until(Instant next, Instant now) {
        if (!next.isAfter(now)) return STORE_RESTS;
        var rest = Duration.between(now, next).plusMillis(1);
        return rest.compareTo(IDLE) < 0 ? rest : IDLE;
    }

    /** Begins nothing more, and waits for what is being made. */
    @Override
    public void close() {
        closed = true;
        ring();
        workers.shutdown();
        long end = System.nanoTime() + CLOSING.toNanos();
        try {
            workers.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            while (!busy.isEmpty() && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}

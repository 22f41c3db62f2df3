package dev.routewright.cell;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread is right now: at which step of which message. Guards deep inside Camel learn here whose message they
 * stop, and the {@link Watchdog} sees who does not come back. One for each thread; only its own thread writes.
 */
final class Place {
    private static final Set<Place> ALL = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Place> HERE = ThreadLocal.withInitial(Place::new);

    private final Thread thread = Thread.currentThread();
    /** Grows with every arrival and departure, and publishes what was written before. */
    private final AtomicLong turn = new AtomicLong();

    private volatile boolean told;
    private @Nullable Passage passage;
    private @Nullable String step;

    private Place() {
        ALL.add(this);
    }

    static Place here() {
        return HERE.get();
    }

    /** Of all threads that ever were at a step and still live. */
    static Set<Place> all() {
        ALL.removeIf(place -> !place.thread.isAlive());
        return ALL;
    }

    Thread thread() {
        return thread;
    }

    long turn() {
        return turn.get();
    }

    @Nullable
    Passage passage() {
        return passage;
    }

    @Nullable
    String step() {
        return step;
    }

    /** Arrives at a step of a message, or leaves for where it was before. */
    void at(@Nullable Passage there, @Nullable String where) {
        passage = there;
        step = where;
        turn.lazySet(turn.getPlain() + 1);
        if (told) forget();
    }

    /** Tells the thread to stop, unless it has moved on. */
    synchronized void interrupt(long seenAt) {
        if (turn.get() != seenAt) return;
        told = true;
        thread.interrupt();
    }

    /** Whoever works next on this thread was not meant. */
    @SuppressWarnings("ResultOfMethodCallIgnored")
    private synchronized void forget() {
        told = false;
        Thread.interrupted();
    }

    /** A message came in by this thread; from where it went on nobody says. */
    void startsWith(Passage there) {
        if (step == null) at(there, null);
    }

    /** The message being worked on did what no message may. */
    void breach(RuntimeException breach) {
        var here = passage;
        if (here != null) here.breaches(breach, step);
    }

    /** The work, done later by another thread for the message this one works on now. */
    Runnable carried(Runnable work) {
        return carried(passage, step, work);
    }

    /** The work, done for this message. */
    Runnable carried(Passage of, Runnable work) {
        return carried(of, null, work);
    }

    private static Runnable carried(@Nullable Passage here, @Nullable String where, Runnable work) {
        return () -> {
            var there = here();
            var before = there.passage;
            var beforeAt = there.step;
            there.at(here, where);
            try {
                work.run();
            } finally {
                there.at(before, beforeAt);
            }
        };
    }
}

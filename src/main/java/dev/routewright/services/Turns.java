package dev.routewright.services;

import java.util.function.LongSupplier;

/**
 * Lets so many calls begin in each period, and says how long a further one has to wait. Remembers when the last ones
 * began, so that no period, wherever it starts, sees more. Thread-safe; nobody waits inside.
 */
final class Turns {
    private final long[] begun;
    private final long period;
    private final RateLimit limit;
    private final LongSupplier clock;
    private int next;

    Turns(RateLimit limit) {
        this(limit, System::nanoTime);
    }

    Turns(RateLimit limit, LongSupplier clock) {
        this.limit = limit;
        this.begun = new long[limit.calls()];
        this.period = limit.per().toNanos();
        this.clock = clock;
        java.util.Arrays.fill(begun, clock.getAsLong() - period);
    }

    /**
     * Takes the next turn if it comes soon enough.
     *
     * @param left nanoseconds the call has left
     * @return nanoseconds to wait, 0 for none; when it would be longer than allowed, that time as a negative number, and
     *     no turn is taken
     */
    synchronized long take(long left) {
        long now = clock.getAsLong();
        long wait = Math.max(0, begun[next] + period - now);
        if (wait > Math.min(limit.longestWait().toNanos(), left)) return -wait;
        begun[next] = now + wait;
        next = (next + 1) % begun.length;
        return wait;
    }

    /** @param wait nanoseconds */
    String sentence(String service, long wait) {
        return "%s may be called %d times in %d ms, and it was. Come back in %d ms."
                .formatted(service, limit.calls(), limit.per().toMillis(), wait / 1_000_000 + 1);
    }
}

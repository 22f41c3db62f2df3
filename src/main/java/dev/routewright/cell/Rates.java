package dev.routewright.cell;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests a second each integration takes. What was not used of one second may come at once in the next. Each
 * integration has one number, the time at which it is owed nothing any more; callers change it without waiting for each
 * other.
 */
final class Rates {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long each;
    private final LongSupplier nanos;
    private final Map<String, AtomicLong> free = new ConcurrentHashMap<>();

    /** @param perSecond 0 for as many as come @param nanos a clock that only goes forward */
    Rates(int perSecond, LongSupplier nanos) {
        this.each = perSecond == 0 ? 0 : SECOND / perSecond;
        this.nanos = nanos;
    }

    /** Takes a place; 0 when there is one, otherwise the nanoseconds until there is. */
    long take(String integration) {
        if (each == 0) return 0;
        var at = free.computeIfAbsent(integration, name -> new AtomicLong(nanos.getAsLong()));
        while (true) {
            long now = nanos.getAsLong();
            long before = at.get();
            long from = before - now > 0 ? before : now;
            long early = from - now - (SECOND - each);
            if (early > 0) return early;
            if (at.compareAndSet(before, from + each)) return 0;
        }
    }
}

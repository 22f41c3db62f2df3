package dev.routewright.services;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many calls of a service may be repeated: a percentage of those it got in the last seconds, and a few whatever
 * happens. When all of them fail, repeating all of them would make the trouble worse. Like the retry budgets of Finagle
 * and Linkerd, with a reserve that fades instead of buckets. Thread-safe; a call that is not repeated costs one addition.
 */
final class RetryBudget {
    private static final double FADES_IN_SECONDS = 10;

    private final LongAdder calls = new LongAdder();
    private final double percentage;
    private final int floor;
    private final LongSupplier clock;
    private double reserve;
    private long then;

    RetryBudget(int percentage, int floor) {
        this(percentage, floor, System::nanoTime);
    }

    RetryBudget(int percentage, int floor, LongSupplier clock) {
        this.percentage = percentage;
        this.floor = floor;
        this.clock = clock;
        this.reserve = floor * FADES_IN_SECONDS;
        this.then = clock.getAsLong();
    }

    void called() {
        calls.increment();
    }

    /** Takes one repeat, when there is one left. */
    synchronized boolean take() {
        long now = clock.getAsLong();
        double seconds = Math.max((now - then) / 1e9, 1e-6);
        then = now;
        double rate = calls.sumThenReset() / seconds * percentage / 100 + floor;
        double kept = Math.exp(-seconds / FADES_IN_SECONDS);
        reserve = reserve * kept + rate * FADES_IN_SECONDS * (1 - kept);
        if (reserve < 1) return false;
        reserve--;
        return true;
    }
}

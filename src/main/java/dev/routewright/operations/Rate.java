package dev.routewright.operations;

/** How much a count grows in a second, over the last minute. Costs those who count nothing: it looks now and then. */
final class Rate {
    private static final int LOOKS = 13;

    private final long[] counts = new long[LOOKS];
    private final long[] times = new long[LOOKS];
    private int looked;

    /** Called every five seconds. @param now in nanoseconds */
    synchronized void tick(long count, long now) {
        counts[looked % LOOKS] = count;
        times[looked % LOOKS] = now;
        looked++;
    }

    /** 0 until it has been looked at once. */
    synchronized double perSecond(long count, long now) {
        if (looked == 0) return 0;
        int oldest = looked < LOOKS ? 0 : looked % LOOKS;
        double seconds = (now - times[oldest]) / 1e9;
        return seconds <= 0 ? 0 : Timed.rounded((count - counts[oldest]) / seconds);
    }
}

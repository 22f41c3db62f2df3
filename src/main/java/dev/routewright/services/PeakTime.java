package dev.routewright.services;

/**
 * How long calls of one instance take, with an eye for trouble: a longer time counts at once, a shorter one little by
 * little, and while nobody calls it fades, so that an instance which was slow is tried again and may have recovered. The
 * peak-sensitive moving average of Finagle's Peak EWMA balancer. Thread-safe; a lost update between threads moves a mean,
 * nothing more.
 */
final class PeakTime {
    private static final double FADES_IN_NANOS = 5e9;
    /** An instance that fails at once must not look like a fast one. */
    private static final double OF_A_FAILURE = 1e9;
    /** One that has a first call under way, whose time nobody knows. */
    private static final double UNKNOWN = 1e12;

    private volatile double nanos;
    private volatile long when;

    void took(long its, boolean good, long now) {
        double sample = good ? its : Math.max(its, OF_A_FAILURE);
        double before = nanos;
        double kept = Math.exp(-Math.max(0, now - when) / FADES_IN_NANOS);
        nanos = sample > before ? sample : before * kept + sample * (1 - kept);
        when = now;
    }

    /** @param underWay calls that have not come back */
    double load(long now, int underWay) {
        double its = nanos;
        if (its == 0) return underWay == 0 ? 0 : UNKNOWN + underWay;
        return its * Math.exp(-Math.max(0, now - when) / FADES_IN_NANOS) * (underWay + 1);
    }
}

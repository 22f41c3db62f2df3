package dev.routewright.services;

import java.time.Duration;
import java.util.Optional;

/**
 * What a route says about one call; what it does not say comes from the service's {@link Mediation}.
 *
 * @param retries attempts after the first; a route that says so means it, also for calls that change something
 * @param pause between attempts
 * @param backoff factor by which the pause grows
 * @param timeout for one attempt
 * @param totalTimeout for all attempts and the pauses between them
 * @param cacheFor how long a reply may be used again for the same inputs
 * @param staleFor how much longer it may stand in when the call fails
 * @param balancing how calls are spread over the instances
 */
public record Asked(
        Optional<Integer> retries,
        Optional<Duration> pause,
        Optional<Double> backoff,
        Optional<Duration> timeout,
        Optional<Duration> totalTimeout,
        Optional<Duration> cacheFor,
        Optional<Duration> staleFor,
        Optional<String> balancing) {
    public static final Asked NOTHING =
            new Asked(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LONGEST_TOTAL = Duration.ofHours(1);
    private static final Duration LONGEST_KEPT = Duration.ofDays(7);

    public Asked(
            Optional<Integer> retries, Optional<Duration> pause, Optional<Double> backoff, Optional<Duration> timeout) {
        this(retries, pause, backoff, timeout, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Asked {
        if (retries.filter(r -> r < 0 || r > 10).isPresent())
            throw new IllegalArgumentException("retries must be 0 to 10.");
        if (pause.filter(p -> p.isNegative() || p.compareTo(LONGEST_PAUSE) > 0).isPresent())
            throw new IllegalArgumentException("retryDelay must be 0 to 3600000 ms.");
        if (backoff.filter(b -> !(b >= 1 && b <= 10)).isPresent())
            throw new IllegalArgumentException("backoff must be 1 to 10.");
        if (timeout.filter(t -> t.isNegative() || t.isZero() || t.compareTo(LONGEST_TIMEOUT) > 0)
                .isPresent()) throw new IllegalArgumentException("timeout must be 1 to 300000 ms.");
        if (totalTimeout
                .filter(t -> t.isNegative() || t.isZero() || t.compareTo(LONGEST_TOTAL) > 0)
                .isPresent()) throw new IllegalArgumentException("totalTimeout must be 1 to 3600000 ms.");
        if (cacheFor.filter(c -> c.isNegative() || c.compareTo(LONGEST_KEPT) > 0)
                .isPresent()) throw new IllegalArgumentException("cacheFor must be 0 to 604800000 ms.");
        if (staleFor.filter(s -> s.isNegative() || s.compareTo(LONGEST_KEPT) > 0)
                .isPresent()) throw new IllegalArgumentException("staleFor must be 0 to 604800000 ms.");
        balancing.ifPresent(Balancing::check);
    }
}

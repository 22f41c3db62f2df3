package dev.routewright.outbox;

import java.time.Duration;

/**
 * How long and how often calls are tried.
 *
 * @param firstPause after the first round of attempts; it doubles
 * @param longestPause to which it grows
 * @param giveUpAfter when a call is given up that still fails
 * @param waiting calls that may wait for one integration
 * @param atOnce calls that are made at the same time
 */
public record Limits(Duration firstPause, Duration longestPause, Duration giveUpAfter, int waiting, int atOnce) {
    public static final Limits STANDARD =
            new Limits(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24), 1_000, 16);

    public Limits {
        if (waiting < 1 || atOnce < 1) throw new IllegalArgumentException("An outbox takes at least one call.");
    }

    Duration pause(int attempts) {
        long grown = firstPause.toMillis() << Math.min(attempts, 20);
        return Duration.ofMillis(Math.min(grown, longestPause.toMillis()));
    }
}

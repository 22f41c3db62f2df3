package dev.routewright.services;

import java.time.Duration;

/**
 * What every call gets, asked for or not. A description may override the numbers for one call, never remove them.
 *
 * @param timeout for one attempt, connection included
 * @param retries attempts after the first, for calls that may be repeated safely
 * @param retryDelay pause before the first retry
 * @param backoff factor by which the pause grows
 * @param maxDelay longest pause between attempts
 * @param breakerWindow number of calls the breaker's failure rate is taken over, per instance
 * @param breakerFailureRate percentage of failures that opens it
 * @param breakerWait how long it stays open
 * @param balancing {@code round-robin}, {@code random} or {@code least-response-time}
 */
public record Mediation(
        Duration timeout,
        int retries,
        Duration retryDelay,
        double backoff,
        Duration maxDelay,
        int breakerWindow,
        int breakerFailureRate,
        Duration breakerWait,
        String balancing) {

    public static final Mediation DEFAULT = new Mediation(
            Duration.ofSeconds(5),
            2,
            Duration.ofMillis(300),
            2,
            Duration.ofSeconds(10),
            50,
            50,
            Duration.ofSeconds(10),
            "round-robin");

    public Mediation {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofMinutes(5)) > 0)
            throw new IllegalArgumentException("timeout must be above 0 and at most 5 minutes.");
        if (retries < 0 || retries > 10) throw new IllegalArgumentException("retries must be 0 to 10.");
        if (retryDelay.isNegative() || maxDelay.compareTo(retryDelay) < 0)
            throw new IllegalArgumentException("retryDelay must not be negative, nor above maxDelay.");
        if (!(backoff >= 1 && backoff <= 10)) throw new IllegalArgumentException("backoff must be 1 to 10.");
        if (breakerWindow < 2 || breakerWindow > 1000)
            throw new IllegalArgumentException("breakerWindow must be 2 to 1000.");
        if (breakerFailureRate < 1 || breakerFailureRate > 100)
            throw new IllegalArgumentException("breakerFailureRate must be 1 to 100.");
        if (!balancing.matches("round-robin|random|least-response-time"))
            throw new IllegalArgumentException("balancing must be round-robin, random or least-response-time.");
    }
}

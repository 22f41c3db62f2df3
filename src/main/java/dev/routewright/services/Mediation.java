package dev.routewright.services;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
 * @param balancing one of {@link Balancing}'s names
 * @param connectTimeout for opening a connection, a part of the attempt
 * @param totalTimeout for all attempts and the pauses between them
 * @param jitter part of a pause by which it varies, so that callers do not return in step
 * @param retryBudget percentage of the calls of the last seconds that may be repeated
 * @param retryFloor repeats a second that are allowed whatever the budget says, for a service that is called rarely
 * @param bulkhead calls under way at most, per instance
 * @param weights share of the calls an instance gets when balancing is weighted; 1 for those not named
 * @param stickyBy the input whose value decides the instance when balancing is sticky; without it, all inputs
 * @param cache how replies are kept, when they are
 * @param rateLimit calls that may be made in a time, when there is a limit
 * @param health how instances are asked whether they are well, when they are
 * @param operations by id, what is different for one operation
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
        String balancing,
        Duration connectTimeout,
        Duration totalTimeout,
        double jitter,
        int retryBudget,
        int retryFloor,
        int bulkhead,
        Map<URI, Integer> weights,
        Optional<String> stickyBy,
        Optional<Caching> cache,
        Compression compression,
        Optional<RateLimit> rateLimit,
        Optional<HealthCheck> health,
        Map<String, OperationMediation> operations) {

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
        Bounds.within("timeout", timeout, Duration.ofNanos(1), Duration.ofMinutes(5));
        Bounds.within("retries", retries, 0, 10);
        if (retryDelay.isNegative() || maxDelay.compareTo(retryDelay) < 0)
            throw new IllegalArgumentException("retryDelay must not be negative, nor above maxDelay.");
        Bounds.between("backoff", backoff, 1, 10);
        Bounds.within("breakerWindow", breakerWindow, 2, 1000);
        Bounds.within("breakerFailureRate", breakerFailureRate, 1, 100);
        Balancing.check(balancing);
        Bounds.within("connectTimeout", connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(1));
        Bounds.within("totalTimeout", totalTimeout, Duration.ofMillis(1), Duration.ofHours(1));
        Bounds.between("jitter", jitter, 0, 1);
        Bounds.within("retryBudget", retryBudget, 0, 100);
        Bounds.within("retryFloor", retryFloor, 0, 1000);
        Bounds.within("bulkhead", bulkhead, 1, 100_000);
        weights = Map.copyOf(weights);
        weights.values().forEach(weight -> Bounds.within("A weight", weight, 1, 1000));
        operations = Map.copyOf(operations);
    }

    /** The rest as it comes. */
    public Mediation(
            Duration timeout,
            int retries,
            Duration retryDelay,
            double backoff,
            Duration maxDelay,
            int breakerWindow,
            int breakerFailureRate,
            Duration breakerWait,
            String balancing) {
        this(
                timeout,
                retries,
                retryDelay,
                backoff,
                maxDelay,
                breakerWindow,
                breakerFailureRate,
                breakerWait,
                balancing,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                0.2,
                20,
                10,
                256,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Compression.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** What was stored, by whichever version: what that one did not know is as it comes. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Mediation stored(JsonNode stored) {
        return MediationReader.stored(stored);
    }

    /**
     * With a change in JSON. What is missing stays; null takes a group away.
     *
     * @throws IllegalArgumentException with a sentence when it makes no sense
     */
    public Mediation changed(JsonNode change) {
        return MediationReader.changed(this, change);
    }

    /** As it is for one operation. */
    public Mediation of(String operation) {
        var own = operations.get(operation);
        return own == null ? this : own.over(this);
    }

    /** Whether a reply of an operation may stand for a later one, without a route having asked for that. */
    public boolean keepsReplies(String operation) {
        var own = operations.get(operation);
        boolean fallsBack = own != null
                && own.fallback().filter(Fallback.Cached.class::isInstance).isPresent();
        return fallsBack
                || of(operation)
                        .cache()
                        .filter(cache ->
                                !cache.keepFor().isZero() || !cache.staleFor().isZero())
                        .isPresent();
    }
}

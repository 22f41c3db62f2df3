package dev.routewright.services;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether, how often and when one call is repeated, and until when it must be over. Time a stage does not let pass counts
 * as passed.
 */
final class Repeats {
    private static final long NO_END = Long.MAX_VALUE;

    private final Mediation mediation;
    private final Asked asked;
    private final boolean repeatable;
    private final long total;
    private final long begun = System.nanoTime();
    private long skipped;

    Repeats(Line line, Asked asked) {
        this.mediation = line.mediation();
        this.asked = asked;
        var operation = line.operation();
        var mark = line.idempotent();
        // The key makes a repeated call the same call. A route that names its retries means them, unless somebody who
        // knows the service says that it must not be called twice.
        repeatable = Inputs.idempotencyKey(operation).isPresent()
                || mark.orElse(operation.idempotent())
                || asked.retries().isPresent() && mark.isEmpty();
        total = total().map(Duration::toNanos).orElse(NO_END);
    }

    /** A route that names its own attempts is not cut short by a time it did not name. */
    private Optional<Duration> total() {
        if (asked.totalTimeout().isPresent()) return asked.totalTimeout();
        boolean own = asked.retries().isPresent()
                || asked.pause().isPresent()
                || asked.timeout().isPresent();
        return own ? Optional.empty() : Optional.of(mediation.totalTimeout());
    }

    /** Whether doing it twice is the same as doing it once. */
    boolean repeatable() {
        return repeatable;
    }

    int most() {
        return asked.retries().orElse(mediation.retries());
    }

    /** Retries a description names are not for a budget to refuse. */
    boolean ownRetries() {
        return asked.retries().isPresent();
    }

    /** A route that asked for its own attempts gets them although every instance rests; others fail fast. */
    boolean waitsForInstances(int attempts) {
        return asked.retries().isPresent() && asked.pause().isPresent() && attempts <= most();
    }

    long nanos() {
        return System.nanoTime() - begun;
    }

    /** Time that would have passed. */
    void skip(long nanos) {
        if (nanos > 0) skipped += nanos;
    }

    /** For one attempt, as far as there is time left. */
    Duration timeout() {
        var one = asked.timeout().orElse(mediation.timeout());
        long left = left();
        return left < one.toNanos() ? Duration.ofNanos(Math.max(left, 1_000_000)) : one;
    }

    /** Whether there is time left after this pause. */
    boolean fits(Duration pause) {
        return left() > pause.toNanos();
    }

    /** Nanoseconds. */
    long left() {
        return total == NO_END ? NO_END : total - nanos() - skipped;
    }

    long totalMillis() {
        return total / 1_000_000;
    }

    /** @param attempts that were made */
    Duration pause(int attempts, Optional<Duration> retryAfter) {
        double first = asked.pause().orElse(mediation.retryDelay()).toNanos();
        double factor = asked.backoff().orElse(asked.pause().isPresent() ? 1 : mediation.backoff());
        double longest = Math.max(mediation.maxDelay().toNanos(), first);
        double grown = Math.min(first * Math.pow(factor, attempts - 1.0), longest);
        // A pause the description names is kept to; one of ours is spread, so that callers do not return in step.
        double jitter = mediation.jitter();
        if (asked.pause().isEmpty() && jitter > 0)
            grown *= ThreadLocalRandom.current().nextDouble(1 - jitter, 1 + jitter);
        double told = retryAfter.map(Duration::toNanos).orElse(0L);
        return Duration.ofNanos((long) Math.max(grown, Math.min(told, longest)));
    }
}

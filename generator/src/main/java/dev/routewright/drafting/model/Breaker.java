package dev.routewright.drafting.model;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Leaves an endpoint alone for a while after several failed questions in a row, then tries it with one. */
final class Breaker {
    private final CircuitBreaker breaker;
    private final Duration pause;
    private volatile long openedAt;

    Breaker(ModelSettings.Limits limits) {
        pause = limits.pause();
        breaker = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(limits.failuresUntilPause())
                        .minimumNumberOfCalls(limits.failuresUntilPause())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(pause)
                        .build());
        breaker.getEventPublisher().onStateTransition(change -> {
            if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) openedAt = System.nanoTime();
        });
    }

    /** Empty when the endpoint may be asked, otherwise how long it is still left alone. */
    Optional<Duration> closedFor() {
        if (breaker.tryAcquirePermission()) return Optional.empty();
        Duration left = pause.minusNanos(System.nanoTime() - openedAt);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    void answered() {
        breaker.onSuccess(0, TimeUnit.MILLISECONDS);
    }

    void failed() {
        breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException("no answer"));
    }

    /** Says nothing about the endpoint: the question was withdrawn, or was a bad one. */
    void neither() {
        breaker.releasePermission();
    }
}

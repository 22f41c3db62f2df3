package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.services.CallCredentials.Sent;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One running copy of a service, with the breaker that all cells share. It is asked for permission before each
 * {@link #send}, so that an instance that keeps failing is left alone for a while.
 */
final class LiveInstance implements Target {
    private static final double WEIGHT_OF_NEWEST = 0.2;

    private final URI url;
    private final Connections connections;
    private final CircuitBreaker breaker;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile double meanNanos;

    LiveInstance(URI url, Mediation mediation, Connections connections) {
        this.url = url;
        this.connections = connections;
        breaker = CircuitBreaker.of(
                url.toString(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(mediation.breakerWindow())
                        .minimumNumberOfCalls(mediation.breakerWindow())
                        .failureRateThreshold(mediation.breakerFailureRate())
                        .waitDurationInOpenState(atLeastAMilli(mediation.breakerWait()))
                        .permittedNumberOfCallsInHalfOpenState(Math.min(3, mediation.breakerWindow()))
                        .writableStackTraceEnabled(false)
                        .build());
    }

    URI url() {
        return url;
    }

    double meanNanos() {
        return meanNanos;
    }

    /** Takes the permission for one {@link #send}; false while the breaker is open. */
    boolean acquire() {
        return breaker.tryAcquirePermission();
    }

    @Override
    public Reply send(Operation operation, ObjectNode input, Duration timeout) throws AttemptFailed, InputMissing {
        return send(operation, input, timeout, List.of());
    }

    @Override
    public Reply send(Operation operation, ObjectNode input, Duration timeout, List<Sent> credentials)
            throws AttemptFailed, InputMissing {
        var request = Shown.in(RequestWriter.write(url, operation, input), credentials);
        return connections.exchange(request, timeout, toString());
    }

    @Override
    public void settle(Result result, long nanos) {
        if (result == Result.NEITHER) {
            breaker.releasePermission();
            return;
        }
        calls.increment();
        if (result == Result.GOOD) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            failures.increment();
            breaker.onError(nanos, TimeUnit.NANOSECONDS, FAILURE);
        }
        // A lost update between threads moves a mean, nothing more.
        meanNanos = meanNanos == 0 ? nanos : meanNanos + WEIGHT_OF_NEWEST * (nanos - meanNanos);
    }

    ServiceRegistry.Instance figures() {
        long seen = calls.sum();
        var state = breaker.getState() == CircuitBreaker.State.OPEN ? "down" : seen == 0 ? "unknown" : "up";
        return new ServiceRegistry.Instance(url, state, seen, failures.sum(), meanNanos / 1e6);
    }

    /** How messages call it: without a path, which may hold more than operators want to see. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static Duration atLeastAMilli(Duration wait) {
        return wait.toMillis() < 1 ? Duration.ofMillis(1) : wait;
    }

    private static final Exception FAILURE = new AttemptFailed(AttemptFailed.How.BROKEN, "failed", null);
}

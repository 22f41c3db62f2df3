package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.services.CallCredentials.Sent;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One running copy of a service, with the breaker and the bulkhead that all cells share. It is asked for permission
 * before each {@link #send}, so that an instance that keeps failing is left alone for a while and a slow one does not
 * take every thread.
 */
final class LiveInstance implements Target {
    private static final double WEIGHT_OF_NEWEST = 0.2;

    private final URI url;
    private final long hash;
    private final Mediation mediation;
    private final Connections connections;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final PeakTime peak = new PeakTime();
    private volatile double meanNanos;
    private volatile boolean healthy = true;

    LiveInstance(URI url, Mediation mediation, Connections connections) {
        this.url = url;
        this.hash = Keys.hash(url.toString());
        this.mediation = mediation;
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
        bulkhead = Bulkhead.of(
                url.toString(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(mediation.bulkhead())
                        .maxWaitDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    URI url() {
        return url;
    }

    long hash() {
        return hash;
    }

    /** Whether it may go on as it is under other settings of its service. */
    boolean suits(Mediation other) {
        return mediation.breakerWindow() == other.breakerWindow()
                && mediation.breakerFailureRate() == other.breakerFailureRate()
                && mediation.breakerWait().equals(other.breakerWait())
                && mediation.bulkhead() == other.bulkhead();
    }

    /** Whether checks of its health, where there are any, find it well; otherwise it is the last choice. */
    boolean healthy() {
        return healthy;
    }

    void healthy(boolean well) {
        healthy = well;
    }

    int inUse() {
        return mediation.bulkhead() - bulkhead.getMetrics().getAvailableConcurrentCalls();
    }

    boolean isFull() {
        return bulkhead.getMetrics().getAvailableConcurrentCalls() < 1;
    }

    /** What one more call would meet. */
    double load(long now) {
        return peak.load(now, inUse());
    }

    /** Takes the permission for one {@link #send}; false while the breaker is open or the bulkhead is full. */
    boolean acquire() {
        if (!bulkhead.tryAcquirePermission()) {
            turnedAway.increment();
            return false;
        }
        if (breaker.tryAcquirePermission()) return true;
        bulkhead.releasePermission();
        return false;
    }

    @Override
    public Reply send(Operation operation, ObjectNode input, Duration timeout) throws AttemptFailed, InputMissing {
        return send(operation, input, timeout, mediation, List.of());
    }

    @Override
    public Reply send(
            Operation operation, ObjectNode input, Duration timeout, Mediation settings, List<Sent> credentials)
            throws AttemptFailed, InputMissing {
        var request = Shown.in(RequestWriter.write(url, operation, input, settings.compression()), credentials);
        return connections.exchange(
                request,
                timeout,
                settings.connectTimeout(),
                settings.compression().replies(),
                toString());
    }

    @Override
    public void settle(Result result, long nanos) {
        bulkhead.releasePermission();
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
        peak.took(nanos, result == Result.GOOD, System.nanoTime());
        // A lost update between threads moves a mean, nothing more.
        meanNanos = meanNanos == 0 ? nanos : meanNanos + WEIGHT_OF_NEWEST * (nanos - meanNanos);
    }

    ServiceRegistry.Instance figures() {
        long seen = calls.sum();
        var state = breaker.getState();
        boolean down = state == CircuitBreaker.State.OPEN || !healthy;
        return new ServiceRegistry.Instance(
                url,
                down ? "down" : seen == 0 ? "unknown" : "up",
                state.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                healthy,
                inUse(),
                mediation.bulkhead(),
                turnedAway.sum(),
                seen,
                failures.sum(),
                Math.max(0, breaker.getMetrics().getFailureRate()),
                meanNanos / 1e6);
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

package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.services.discovery.Place;
import dev.routewright.services.health.Condition;
import dev.routewright.services.health.Plan;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.jspecify.annotations.Nullable;

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
    private final Place place;
    private final BiConsumer<Operation, byte[]> replied;
    private volatile Instant changed = Instant.now();
    private volatile @Nullable Condition asked;

    LiveInstance(URI url, Mediation mediation, Connections connections) {
        this(new Place(url, "", 1, 0), mediation, connections, (operation, reply) -> {});
    }

    /** @param replied is handed the live replies that are good */
    LiveInstance(Place place, Mediation mediation, Connections connections, BiConsumer<Operation, byte[]> replied) {
        this.url = place.url();
        this.place = place;
        this.replied = replied;
        this.hash = Keys.hash(url.toString());
        this.mediation = mediation;
        this.connections = place.name().isEmpty() ? connections : connections.named(place.name());
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
        breaker.getEventPublisher().onStateTransition(event -> changed = Instant.now());
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

    Place place() {
        return place;
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
        var known = asked;
        return known == null || !known.state().equals("down");
    }

    /** @param condition what asking it has shown; null when it is not asked */
    void asked(@Nullable Condition condition) {
        asked = condition;
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
        var reply = exchange(operation, input, timeout, settings, credentials);
        if (reply.status() == 401) {
            var others = Renewed.of(credentials);
            if (others.isPresent())
                reply = Renewed.without(exchange(operation, input, timeout, settings, others.get()), others.get());
        }
        if (reply.status() / 100 == 2) replied.accept(operation, reply.body());
        return reply;
    }

    private Reply exchange(
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

    /** Asks it whether it is well. @return why it is not, as a sentence */
    Optional<String> ask(Plan plan) {
        try {
            var base = url.toString().replaceFirst("/+$", "");
            var request = new HttpGet(URI.create(base + plan.path()));
            var reply = connections.exchange(request, plan.timeout(), plan.timeout(), false, toString());
            return reply.status() / 100 == 2
                    ? Optional.empty()
                    : Optional.of("%s answered %s with status %d.".formatted(this, plan.path(), reply.status()));
        } catch (AttemptFailed failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        }
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
        var condition = condition(state, seen);
        return new ServiceRegistry.Instance(
                url,
                condition.state(),
                state.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                healthy(),
                inUse(),
                mediation.bulkhead(),
                turnedAway.sum(),
                seen,
                failures.sum(),
                Math.max(0, breaker.getMetrics().getFailureRate()),
                meanNanos / 1e6,
                condition.since(),
                condition.why());
    }

    private Condition condition(CircuitBreaker.State state, long seen) {
        var known = asked;
        if (known != null && known.state().equals("down")) return known;
        if (state == CircuitBreaker.State.OPEN)
            return new Condition(
                    "resting", changed, "Too many of its last calls failed, so that it is left alone for a while.");
        if (known != null && known.state().equals("up")) return known;
        if (seen == 0) return new Condition("unknown", changed, "It was not called yet.");
        return new Condition("up", changed, "It answers calls.");
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

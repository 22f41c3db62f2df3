package dev.routewright.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.routewright.services.BareClient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures, for people. Counts are since the process started (or the thing went live), rates and latencies of the
 * last minute.
 *
 * @param connections those that calls of services are made over
 */
public record Overview(List<Service> services, List<Integration> integrations, Pool connections) {

    /** In milliseconds. */
    public record Latency(double p50, double p95, double p99, double max) {}

    /** @param failed calls without a usable answer @param retries attempts beyond the first */
    public record Service(
            String service,
            double callsPerSecond,
            long calls,
            long failed,
            long retries,
            Latency latency,
            List<Operation> operations,
            List<Instance> instances) {}

    /** @param refused by the service, or before, because of what was asked */
    public record Operation(
            String operation,
            double callsPerSecond,
            long calls,
            long failed,
            long refused,
            long attempts,
            long retries,
            Spared spared,
            Latency latency) {}

    /** Calls answered from what was kept. @param fallback by what stands in for a reply */
    public record Spared(long cached, long stale, long fallback) {}

    /**
     * @param state {@code up}, {@code resting} (breaker open), {@code down} (its checks fail) or {@code unknown}
     * @param breaker {@code closed}, {@code half-open} or {@code open}
     * @param underWay requests under way, of the {@code bulkhead} there may be
     * @param turnedAway requests that did not fit
     */
    public record Instance(
            String instance,
            String state,
            String breaker,
            int underWay,
            int bulkhead,
            long turnedAway,
            double attemptsPerSecond,
            long attempts,
            long failed,
            Latency latency) {}

    /**
     * @param kept messages that ended as dead letters
     * @param deadLetters all that was kept, parts that went on by themselves included
     */
    public record Integration(
            String integration,
            double messagesPerSecond,
            long received,
            long done,
            long refused,
            long kept,
            long lost,
            long deadLetters,
            long underWay,
            Latency latency,
            List<Step> steps) {}

    /** @param latency of steps that call or deliver */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String step,
            long messages,
            long failed,
            @Nullable Latency latency) {}
}

package dev.routewright.operations;

import dev.routewright.services.CallListener.Call;
import dev.routewright.services.CallListener.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** The calls of one operation. */
final class OperationFigures {
    private final String operation;
    private final Timed calls;
    private final Counts counts;
    private final LongAdder[] outcomes = new LongAdder[Outcome.values().length];
    private final LongAdder attempts;
    private final LongAdder retries;

    OperationFigures(MeterRegistry registry, String service, String operation) {
        this.operation = operation;
        var tags = Tags.of("service", service, "operation", operation);
        calls = Timed.of(registry, "routewright.call", "Calls of an operation, retries and pauses included", tags);
        counts = new Counts(registry, tags);
        for (var outcome : Outcome.values())
            outcomes[outcome.ordinal()] = counts.count(
                    "routewright.call.outcomes",
                    "What callers got",
                    "outcome",
                    outcome.name().toLowerCase(Locale.ROOT));
        attempts = counts.count("routewright.call.attempts", "Requests sent for calls");
        retries = counts.count("routewright.call.retries", "Requests beyond the first of a call");
    }

    void called(Call call) {
        calls.took(call.nanos());
        outcomes[call.outcome().ordinal()].increment();
        if (call.attempts() == 0) return;
        attempts.add(call.attempts());
        if (call.attempts() > 1) retries.add(call.attempts() - 1L);
    }

    void tick(long now) {
        calls.tick(now);
    }

    void remove() {
        calls.remove();
        counts.remove();
    }

    Overview.Operation overview(long now) {
        return new Overview.Operation(
                operation,
                calls.perSecond(now),
                calls.count(),
                seen(Outcome.FAILED),
                seen(Outcome.REFUSED),
                attempts.sum(),
                retries.sum(),
                new Overview.Spared(seen(Outcome.CACHED), seen(Outcome.STALE), seen(Outcome.FALLBACK)),
                calls.latency());
    }

    private long seen(Outcome outcome) {
        return outcomes[outcome.ordinal()].sum();
    }
}

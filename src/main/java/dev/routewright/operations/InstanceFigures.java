package dev.routewright.operations;

import dev.routewright.services.CallListener.Attempt;
import dev.routewright.services.ServiceRegistry.Instance;
import dev.routewright.services.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** The attempts at one instance of a service, and its breaker. */
final class InstanceFigures {
    private final String place;
    private final Timed attempts;
    private final Counts counts;
    private final LongAdder[] results = new LongAdder[Target.Result.values().length];
    private volatile Instance known;

    InstanceFigures(MeterRegistry registry, String service, Instance instance) {
        place = place(instance);
        known = instance;
        var tags = Tags.of("service", service, "instance", place);
        attempts = Timed.of(registry, "routewright.attempt", "Requests sent to an instance", tags);
        counts = new Counts(registry, tags);
        for (var result : Target.Result.values())
            results[result.ordinal()] = counts.count(
                    "routewright.attempt.results",
                    "What requests say about the health of an instance",
                    "result",
                    result.name().toLowerCase(Locale.ROOT));
        gauge(
                "up",
                "1 while it is called, 0 while it rests: its breaker is open or its checks fail",
                InstanceFigures::up);
        gauge(
                "breaker",
                "0 while its breaker is closed, 1 while it is tried again, 2 while it is open",
                f -> f.breaker());
        gauge("under.way", "Requests under way", f -> f.known.inUse());
        gauge("bulkhead", "Requests that may be under way", f -> f.known.bulkhead());
        gauge("turned.away", "Requests that did not fit, since it was registered", f -> f.known.turnedAway());
    }

    private void gauge(String name, String description, ToDoubleFunction<InstanceFigures> value) {
        counts.gauge("routewright.instance." + name, description, this, value);
    }

    /** Without a path, which may hold more than those who watch ought to see. */
    static String place(Instance instance) {
        return instance.url().getScheme() + "://" + instance.url().getRawAuthority();
    }

    String place() {
        return place;
    }

    void attempted(Attempt attempt) {
        attempts.took(attempt.nanos());
        results[attempt.result().ordinal()].increment();
    }

    /** How it stands now. */
    void isNow(Instance instance) {
        known = instance;
    }

    private double breaker() {
        return switch (known.breaker()) {
            case "closed" -> 0;
            case "half-open" -> 1;
            default -> 2;
        };
    }

    private double up() {
        return known.state().equals("down") || known.state().equals("resting") ? 0 : 1;
    }

    void tick(long now) {
        attempts.tick(now);
    }

    void remove() {
        attempts.remove();
        counts.remove();
    }

    Overview.Instance overview(long now) {
        return new Overview.Instance(
                place,
                known.state(),
                known.breaker(),
                known.inUse(),
                known.bulkhead(),
                known.turnedAway(),
                attempts.perSecond(now),
                attempts.count(),
                results[Target.Result.BAD.ordinal()].sum(),
                attempts.latency());
    }
}

package dev.routewright.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How often something happens and how long it takes: a timer, and how far it was a minute ago. */
final class Timed {
    /** What percentiles are taken over: they are of the last minute or two, not of all times. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final MeterRegistry registry;
    private final Timer timer;
    private final Rate rate = new Rate();

    private Timed(MeterRegistry registry, Timer timer) {
        this.registry = registry;
        this.timer = timer;
    }

    static Timed of(MeterRegistry registry, String name, String description, Tags tags) {
        return new Timed(
                registry,
                Timer.builder(name)
                        .description(description)
                        .tags(tags)
                        .publishPercentiles(0.5, 0.95, 0.99)
                        .percentilePrecision(1)
                        .distributionStatisticExpiry(WINDOW)
                        .distributionStatisticBufferLength(2)
                        .minimumExpectedValue(Duration.ofNanos(100_000))
                        .maximumExpectedValue(Duration.ofMinutes(5))
                        .register(registry));
    }

    void took(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    long count() {
        return timer.count();
    }

    void tick(long now) {
        rate.tick(timer.count(), now);
    }

    double perSecond(long now) {
        return rate.perSecond(timer.count(), now);
    }

    Overview.Latency latency() {
        var seen = timer.takeSnapshot();
        var at = seen.percentileValues();
        return new Overview.Latency(
                rounded(at[0].value(TimeUnit.MILLISECONDS)),
                rounded(at[1].value(TimeUnit.MILLISECONDS)),
                rounded(at[2].value(TimeUnit.MILLISECONDS)),
                rounded(seen.max(TimeUnit.MILLISECONDS)));
    }

    void remove() {
        registry.remove(timer);
        timer.close();
    }

    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

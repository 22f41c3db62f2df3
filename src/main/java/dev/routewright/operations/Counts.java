package dev.routewright.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** The meters of one thing, which go when it goes. */
final class Counts {
    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();

    Counts(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** A count that may be added to on any thread. */
    LongAdder count(String name, String description, String... more) {
        var adder = new LongAdder();
        meters.add(FunctionCounter.builder(name, adder, LongAdder::sum)
                .description(description)
                .tags(tags.and(more))
                .register(registry));
        return adder;
    }

    /** What is looked up when somebody asks. @param of must live as long as this */
    <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        meters.add(Gauge.builder(name, of, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    void remove() {
        meters.forEach(registry::remove);
    }
}

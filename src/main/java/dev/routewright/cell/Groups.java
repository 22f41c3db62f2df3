package dev.routewright.cell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.processor.aggregate.MemoryAggregationRepository;
import org.jspecify.annotations.Nullable;

/** The groups of one aggregation that are not complete: so many and so large, and then no message more. */
final class Groups extends MemoryAggregationRepository {
    private final Budget budget;
    private final Map<String, Long> weights = new ConcurrentHashMap<>();
    /** The sum of the weights: to add them up for each message would cost more the more groups there are. */
    private final AtomicLong held = new AtomicLong();

    Groups(Budget budget) {
        super(false);
        this.budget = budget;
    }

    /** Asked before a message joins: afterwards it would be in the group although it was refused. */
    void checkRoom(@Nullable Exchange group, Exchange message) {
        if (group == null && weights.size() >= budget.waiting())
            throw refused("came when %d groups were waiting to be complete".formatted(budget.waiting()), "waiting");
        if (held.get() + Weight.of(message.getMessage().getBody(), budget.memory()) > budget.memory())
            throw refused(
                    "came when what waits to be complete had come to more than %d MiB".formatted(budget.memory() >> 20),
                    "memory");
    }

    @Override
    public Exchange add(CamelContext camel, String key, Exchange exchange) {
        long weight = Weight.of(exchange.getMessage().getBody(), budget.memory());
        var before = weights.put(key, weight);
        held.addAndGet(weight - (before == null ? 0 : before));
        return super.add(camel, key, exchange);
    }

    private static OverBudget refused(String what, String setting) {
        var over = new OverBudget(what, setting);
        Place.here().breach(over);
        return over;
    }

    @Override
    public void remove(CamelContext camel, String key, Exchange exchange) {
        var weight = weights.remove(key);
        if (weight != null) held.addAndGet(-weight);
        super.remove(camel, key, exchange);
    }
}

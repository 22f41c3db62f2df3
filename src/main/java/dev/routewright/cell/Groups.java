package dev.routewright.cell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.processor.aggregate.MemoryAggregationRepository;

/** The groups of one aggregation that are not complete: so many and so large, and then no message more. */
final class Groups extends MemoryAggregationRepository {
    private final Budget budget;
    private final Map<String, Long> weights = new ConcurrentHashMap<>();

    Groups(Budget budget) {
        super(false);
        this.budget = budget;
    }

    @Override
    public Exchange add(CamelContext camel, String key, Exchange exchange) {
        long weight = Weight.of(exchange.getMessage().getBody(), budget.memory());
        long others = weights.entrySet().stream()
                .filter(group -> !group.getKey().equals(key))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (weights.size() >= budget.waiting() && !weights.containsKey(key))
            throw refused("came when %d groups were waiting to be complete".formatted(budget.waiting()), "waiting");
        if (weight + others > budget.memory())
            throw refused(
                    "came when what waits to be complete had come to more than %d MiB".formatted(budget.memory() >> 20),
                    "memory");
        weights.put(key, weight);
        return super.add(camel, key, exchange);
    }

    private static OverBudget refused(String what, String setting) {
        var over = new OverBudget(what, setting);
        Place.here().breach(over);
        return over;
    }

    @Override
    public void remove(CamelContext camel, String key, Exchange exchange) {
        weights.remove(key);
        super.remove(camel, key, exchange);
    }
}

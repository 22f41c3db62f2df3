package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;

/**
 * The objects of the runtime that a route may name when the policy lists them: ways to join messages, and memories of
 * what was seen before. There are no others, whatever a policy lists.
 */
final class NamedObjects {
    private static final Map<String, AggregationStrategy> STRATEGIES = Map.of(
            KeepReplies.NAME,
            new KeepReplies(),
            "routewright.groupBodies",
            new GroupBodies(),
            "routewright.useLatest",
            new UseLatestAggregationStrategy(),
            "routewright.mergeJson",
            new MergeJson());
    private static final Pattern MEMORY = Pattern.compile("routewright\\.idempotent[A-Z][A-Za-z0-9]{0,40}");

    private final Set<String> listed;
    private final Map<String, SeenBefore> memories = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when the policy lists one that does not exist */
    NamedObjects(Permitted permitted) {
        listed = permitted.references();
        for (var name : new TreeSet<>(listed))
            if (!STRATEGIES.containsKey(name) && !MEMORY.matcher(name).matches())
                throw new IllegalArgumentException(
                        ("The policy lists the reference #%s, which this runtime does not have. Remove it from"
                                        + " \"references\"; there are %s and routewright.idempotent<Name>.")
                                .formatted(name, String.join(", ", new TreeSet<>(STRATEGIES.keySet()))));
    }

    /** @param integration whose versions share their memories, so that a switch forgets nothing */
    Map<String, Object> of(String integration, boolean stage) {
        var objects = new HashMap<String, Object>();
        for (var name : listed) {
            var strategy = STRATEGIES.get(name);
            if (strategy != null) objects.put(name, strategy);
            else
                objects.put(
                        name,
                        stage
                                ? new SeenBefore()
                                : memories.computeIfAbsent(integration + " " + name, key -> new SeenBefore()));
        }
        return objects;
    }
}

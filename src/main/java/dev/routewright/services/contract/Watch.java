package dev.routewright.services.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One operation: how many replies came, and where they differed. Holds a bounded number of differences. */
final class Watch {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100).build())
            .build());
    private static final int ALL_OF_THE_FIRST = 100;
    private static final int LATER_ONE_IN = 50;
    private static final int MOST_DRIFTS = 50;

    private final Operation operation;
    private final Schema schema;
    private final AtomicLong replies = new AtomicLong();
    private final Map<Comparison.Found, Drift> drifts = new LinkedHashMap<>();
    private long looked;

    Watch(Operation operation) {
        this.operation = operation;
        this.schema = operation.success().map(Operation.Reply::schema).orElse(Schema.ANY);
    }

    /** Counts a reply. */
    boolean wants() {
        long number = replies.incrementAndGet();
        return number <= ALL_OF_THE_FIRST || number % LATER_ONE_IN == 0;
    }

    /** @return the drift, when it is the first there is */
    synchronized Optional<Drift> look(byte[] body, Instant now) {
        looked++;
        JsonNode reply;
        try {
            reply = JSON.readTree(body);
        } catch (IOException notJson) {
            return Optional.empty();
        }
        boolean first = drifts.isEmpty();
        for (var found : Comparison.of(schema, reply)) {
            var known = drifts.get(found);
            if (known == null && drifts.size() >= MOST_DRIFTS) continue;
            drifts.put(
                    found,
                    new Drift(
                            found.path(),
                            found.expected(),
                            found.seen(),
                            known == null ? 1 : known.count() + 1,
                            known == null ? now : known.first(),
                            now));
        }
        return first ? drifts.values().stream().findFirst() : Optional.empty();
    }

    synchronized Report report() {
        return new Report(operation.id(), replies.get(), looked, List.copyOf(drifts.values()));
    }
}

package dev.routewright.cell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/**
 * Commits a record's offset when its message is done or kept, at most once a second for each partition; Camel commits
 * only when all records it was given are done. So a slow route that is killed, or has lost its partition meanwhile,
 * leaves no more than a second's work to be done again.
 */
final class SafeOffsets extends GoingOn {
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final Map<Integer, Long> last = new ConcurrentHashMap<>();

    SafeOffsets(AsyncProcessor steps) {
        super(steps);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var message = exchange.getMessage();
        var offset = message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
        var partition = message.getHeader(KafkaConstants.PARTITION, Integer.class);
        super.process(exchange);
        if (exchange.getException() != null || offset == null || partition == null) return;
        long now = System.nanoTime();
        if (now - last.computeIfAbsent(partition, first -> now) < PAUSE_NANOS) return;
        last.put(partition, now);
        offset.commit();
    }
}

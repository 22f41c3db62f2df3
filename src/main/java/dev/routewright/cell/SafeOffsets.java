package dev.routewright.cell;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/**
 * Commits a record's offset when its message is done or kept; Camel commits only when all records it was given are done.
 * How often the broker hears of it is the matter of {@link TopicReader}.
 */
final class SafeOffsets extends GoingOn {
    SafeOffsets(AsyncProcessor steps) {
        super(steps);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var message = exchange.getMessage();
        var offset = message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
        super.process(exchange);
        if (exchange.getException() == null && offset != null) offset.commit();
    }
}

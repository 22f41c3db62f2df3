package dev.routewright.cell;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Undoes what the message has noted, and waits for it. */
final class SagaProducer extends DefaultAsyncProducer {
    SagaProducer(Endpoint endpoint) {
        super(endpoint);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var passage = Passage.of(exchange);
        if (passage == null) throw new IllegalStateException("Only a message on its way has something to undo.");
        var late = new AtomicBoolean();
        passage.saga().compensate(round -> {
            var reply = Json.MAPPER.createObjectNode();
            round.undone().forEach(reply.putArray("undone")::add);
            round.failed().forEach(reply.putArray("failed")::add);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(reply);
            // Whoever comes second of the two tells: Camel goes on in order.
            if (late.getAndSet(true)) callback.done(false);
        });
        if (!late.getAndSet(true)) return false;
        callback.done(true);
        return true;
    }
}

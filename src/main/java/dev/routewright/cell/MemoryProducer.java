package dev.routewright.cell;

import dev.routewright.services.Memory;
import dev.routewright.services.MemoryCalls;
import dev.routewright.services.ServiceFailure;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Remembers for the integration. What a message claims and does not complete is released when the message ends. */
final class MemoryProducer extends DefaultProducer {
    private final Memory memory;
    private final MemoryCalls calls;
    private final String integration;
    private final String operation;

    MemoryProducer(Endpoint endpoint, Memory memory, String integration, String operation) {
        super(endpoint);
        this.memory = memory;
        this.calls = new MemoryCalls(memory);
        this.integration = integration;
        this.operation = operation;
    }

    @Override
    public void process(Exchange exchange) throws ServiceFailure {
        var passage = Passage.of(exchange);
        if (passage == null) throw new IllegalStateException("Only a message on its way has a memory.");
        var input = ServiceProducer.input(exchange.getMessage().getBody());
        try {
            var reply =
                    calls.call(operation, input, integration, passage.claims().owner(memory));
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(reply);
        } catch (ServiceFailure failure) {
            passage.failed(failure);
            throw failure;
        }
    }
}

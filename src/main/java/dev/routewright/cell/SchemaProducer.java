package dev.routewright.cell;

import dev.routewright.services.SchemaCalls;
import dev.routewright.services.ServiceFailure;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Compares a value with a schema. Nothing leaves the cell, so a message that is refused here was not touched yet. */
final class SchemaProducer extends DefaultProducer {
    private final SchemaCalls calls;
    private final String operation;

    SchemaProducer(Endpoint endpoint, SchemaCalls calls, String operation) {
        super(endpoint);
        this.calls = calls;
        this.operation = operation;
    }

    @Override
    public void process(Exchange exchange) throws ServiceFailure {
        var reply = calls.call(
                operation, ServiceProducer.input(exchange.getMessage().getBody()));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(reply);
    }
}

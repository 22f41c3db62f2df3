package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Outbox;
import dev.routewright.services.Asked;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.Invoker;
import dev.routewright.services.NotTaken;
import dev.routewright.services.ServiceFailure;
import java.util.UUID;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Takes a call down, to be made later or to undo another one. The message goes on at once. */
final class LaterProducer extends DefaultProducer {
    /** Characters of the inputs. */
    private static final int LARGEST = 1 << 20;

    private final Invoker invoker;
    private final Outbox outbox;
    private final Caller caller;
    private final String service;
    private final String operation;
    private final Asked asked;
    private final boolean undoes;

    /** @param undoes whether it is made only when the message fails; else it is made in any case */
    LaterProducer(
            Endpoint endpoint,
            Invoker invoker,
            Outbox outbox,
            Caller caller,
            String service,
            String operation,
            Asked asked,
            boolean undoes) {
        super(endpoint);
        this.invoker = invoker;
        this.outbox = outbox;
        this.caller = caller;
        this.service = service;
        this.operation = operation;
        this.asked = asked;
        this.undoes = undoes;
    }

    @Override
    public void process(Exchange exchange) throws ServiceFailure {
        var passage = Passage.of(exchange);
        if (passage == null) throw new IllegalStateException("Only a message on its way makes calls.");
        try {
            var reply = take(passage, exchange);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(reply);
        } catch (ServiceFailure failure) {
            passage.failed(failure);
            throw failure;
        }
    }

    private JsonNode take(Passage passage, Exchange exchange) throws ServiceFailure {
        var id = UUID.randomUUID().toString();
        var given = ServiceProducer.input(exchange.getMessage().getBody());
        var input = invoker.prepared(service, operation, given, id).toString();
        if (input.length() > LARGEST)
            throw new NotTaken(
                    service + "." + operation, "The inputs are larger than 1 MB. Nothing was sent or noted.", null);
        var call = new Call(id, caller.integration(), caller.version(), service, operation, input, asked);
        var reply = Json.MAPPER.createObjectNode();
        if (undoes) {
            passage.saga().note(outbox, call);
            return reply;
        }
        outbox.accept(call);
        passage.sends();
        return reply.put("accepted", true).put("id", id);
    }
}

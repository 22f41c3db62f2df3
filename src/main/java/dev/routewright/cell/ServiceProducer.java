package dev.routewright.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.routewright.services.Asked;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.Invoker;
import dev.routewright.services.NotTaken;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Makes one call; pauses between attempts leave the thread free. */
final class ServiceProducer extends DefaultAsyncProducer {
    private final Invoker invoker;
    private final Caller caller;
    private final String service;
    private final String operation;
    private final Asked asked;

    ServiceProducer(Endpoint endpoint, Invoker invoker, Caller caller, String service, String operation, Asked asked) {
        super(endpoint);
        this.invoker = invoker;
        this.caller = caller;
        this.service = service;
        this.operation = operation;
        this.asked = asked;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var passage = Passage.of(exchange);
        if (passage != null && passage.saga().isOpen() && !invoker.isSafe(service, operation)) {
            try {
                passage.saga().begins(service + "." + operation);
            } catch (NotTaken notNoted) {
                passage.failed(notNoted);
                exchange.setException(notNoted);
                callback.done(true);
                return true;
            }
        }
        var thread = Thread.currentThread();
        boolean[] returned = {false};
        boolean told = invoker.call(
                caller,
                service,
                operation,
                input(exchange.getMessage().getBody()),
                asked,
                exchange.getExchangeId(),
                () -> {
                    if (passage != null) passage.sends();
                },
                (reply, failure) -> {
                    if (failure == null) {
                        exchange.getMessage().removeHeaders("*");
                        exchange.getMessage().setBody(reply);
                    } else {
                        if (passage != null) passage.failed(failure);
                        exchange.setException(failure);
                    }
                    // Told on the way, Camel goes on when we return; told later, it waits for this.
                    if (Thread.currentThread() != thread || returned[0]) callback.done(false);
                });
        returned[0] = true;
        if (told) callback.done(true);
        return told;
    }

    static @Nullable JsonNode input(@Nullable Object body) {
        if (body == null || body instanceof JsonNode) return (JsonNode) body;
        if (!(body instanceof String text)) return Json.MAPPER.valueToTree(body);
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(text);
        }
    }
}

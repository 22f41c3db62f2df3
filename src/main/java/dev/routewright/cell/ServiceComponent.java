package dev.routewright.cell;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.outbox.Outbox;
import dev.routewright.services.Asked;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.Invoker;
import dev.routewright.services.Memory;
import dev.routewright.services.SchemaCalls;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code service:<service>/<operation>}: the one way from a cell to a service. Only our Kamelets use it; what it may
 * call is checked by {@link EndpointGate} like every other endpoint.
 */
final class ServiceComponent extends DefaultComponent {
    private final Invoker invoker;
    private final Memory memory;
    private final Outbox outbox;
    private final Caller caller;
    private final SchemaCalls schemas = new SchemaCalls();

    ServiceComponent(Invoker invoker, Memory memory, Outbox outbox, Caller caller) {
        this.invoker = invoker;
        this.outbox = outbox;
        this.memory = memory;
        this.caller = caller;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int slash = remaining.indexOf('/');
        if (slash < 1) throw new IllegalArgumentException("A service endpoint is service:<service>/<operation>.");
        var asked = new Asked(
                number(parameters, "retries").map(Double::intValue),
                millis(parameters, "retryDelay"),
                number(parameters, "backoff"),
                millis(parameters, "callTimeout"),
                millis(parameters, "totalTimeout"),
                millis(parameters, "cacheFor"),
                millis(parameters, "staleFor"),
                text(parameters, "balancing"));
        var when = When.of(flag(parameters, "compensation"), flag(parameters, "async"));
        return new ServiceEndpoint(
                uri, this, remaining.substring(0, slash), remaining.substring(slash + 1), asked, when);
    }

    /** Left empty, policy decides. */
    private static Optional<Double> number(Map<String, Object> parameters, String name) {
        var value = parameters.remove(name);
        if (value == null || value.toString().isBlank()) return Optional.empty();
        try {
            return Optional.of(Double.valueOf(value.toString()));
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException("%s must be a number.".formatted(name), notNumber);
        }
    }

    private static Optional<String> text(Map<String, Object> parameters, String name) {
        return Optional.ofNullable(parameters.remove(name))
                .map(Object::toString)
                .filter(value -> !value.isBlank());
    }

    private static boolean flag(Map<String, Object> parameters, String name) {
        var value = text(parameters, name);
        if (value.isPresent() && !value.get().equals("true"))
            throw new IllegalArgumentException("%s may only be true.".formatted(name));
        return value.isPresent();
    }

    /** When a call is made. */
    private enum When {
        NOW,
        /** By itself, after the message has gone on. */
        LATER,
        /** Only when the message fails. */
        TO_UNDO;

        static When of(boolean compensation, boolean async) {
            if (compensation && async)
                throw new IllegalArgumentException("A call is a compensation or asynchronous, not both.");
            return compensation ? TO_UNDO : async ? LATER : NOW;
        }
    }

    private static Optional<Duration> millis(Map<String, Object> parameters, String name) {
        return number(parameters, name).map(n -> Duration.ofMillis(n.longValue()));
    }

    private final class ServiceEndpoint extends DefaultEndpoint {
        private final String service;
        private final String operation;
        private final Asked asked;
        private final When when;

        ServiceEndpoint(
                String uri, ServiceComponent component, String service, String operation, Asked asked, When when) {
            super(uri, component);
            this.when = when;
            this.service = service;
            this.operation = operation;
            this.asked = asked;
        }

        @Override
        public Producer createProducer() {
            if (service.equals(BuiltIn.SCHEMA)) return new SchemaProducer(this, schemas, operation);
            if (service.equals(BuiltIn.MEMORY))
                return new MemoryProducer(this, memory, caller.integration(), operation);
            if (service.equals(BuiltIn.SAGA)) return new SagaProducer(this);
            return when == When.NOW
                    ? new ServiceProducer(this, invoker, caller, service, operation, asked)
                    : new LaterProducer(this, invoker, outbox, caller, service, operation, asked, when == When.TO_UNDO);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("A service is called; it does not start a route.");
        }
    }
}

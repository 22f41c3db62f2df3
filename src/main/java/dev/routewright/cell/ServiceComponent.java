package dev.routewright.cell;

import dev.routewright.knowledge.BuiltIn;
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
    private final Caller caller;
    private final SchemaCalls schemas = new SchemaCalls();

    ServiceComponent(Invoker invoker, Memory memory, Caller caller) {
        this.invoker = invoker;
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
        if (text(parameters, "compensation").isPresent()
                || text(parameters, "async").isPresent())
            throw new IllegalArgumentException("compensation and async are not known to this runtime yet.");
        var service = remaining.substring(0, slash);
        var operation = remaining.substring(slash + 1);
        if (!service.equals(BuiltIn.MEMORY)) invoker.check(service, operation, asked);
        return new ServiceEndpoint(uri, this, service, operation, asked);
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

    private static Optional<Duration> millis(Map<String, Object> parameters, String name) {
        return number(parameters, name).map(n -> Duration.ofMillis(n.longValue()));
    }

    private final class ServiceEndpoint extends DefaultEndpoint {
        private final String service;
        private final String operation;
        private final Asked asked;

        ServiceEndpoint(String uri, ServiceComponent component, String service, String operation, Asked asked) {
            super(uri, component);
            this.service = service;
            this.operation = operation;
            this.asked = asked;
        }

        @Override
        public Producer createProducer() {
            if (service.equals(BuiltIn.SCHEMA)) return new SchemaProducer(this, schemas, operation);
            return service.equals(BuiltIn.MEMORY)
                    ? new MemoryProducer(this, memory, caller.integration(), operation)
                    : new ServiceProducer(this, invoker, caller, service, operation, asked);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("A service is called; it does not start a route.");
        }
    }
}

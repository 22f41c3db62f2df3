package dev.routewright.plain;

import dev.routewright.route.Evidence.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** Stand-ins for the components by which messages enter and leave. */
final class Doors {
    private final List<Delivery> deliveries;
    private final List<String> keys = new java.util.concurrent.CopyOnWriteArrayList<>();
    private @Nullable Consumer entry;

    Doors(List<Delivery> deliveries) {
        this.deliveries = deliveries;
    }

    Component component() {
        return new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
                var options = Map.copyOf(parameters);
                parameters.clear();
                return new Door(uri, this, remaining, options);
            }
        };
    }

    void enter(Exchange exchange) {
        try {
            Objects.requireNonNull(entry, "The route has no entry.")
                    .getProcessor()
                    .process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    /** The Kafka key of every delivery, empty where there was none. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    boolean hasCaller() {
        return Objects.requireNonNull(entry).getEndpoint().getEndpointUri().startsWith("platform-http");
    }

    private final class Door extends DefaultEndpoint {
        private final String address;
        private final Map<String, Object> options;

        Door(String uri, Component component, String address, Map<String, Object> options) {
            super(uri, component);
            this.address = address;
            this.options = options;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    var key = exchange.getMessage().getHeader("kafka.KEY", "", String.class);
                    keys.add(key);
                    deliveries.add(
                            new Delivery(target(exchange), exchange.getMessage().getBody(String.class), key));
                }
            };
        }

        private String target(Exchange exchange) {
            if (getEndpointUri().startsWith("kafka")) return "kafka:" + address;
            var header = exchange.getMessage().getHeader("CamelFileName", String.class);
            var name = String.valueOf(options.getOrDefault("fileName", header));
            var simple = exchange.getContext().resolveLanguage("simple").createExpression(name);
            return "file:" + address + "/" + simple.evaluate(exchange, String.class);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            entry = new DefaultConsumer(this, processor);
            return entry;
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }
}

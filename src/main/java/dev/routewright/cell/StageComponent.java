package dev.routewright.cell;

import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** Stands for timers, folders, topics and hosts on a stage: fires nothing by itself, and writes down what would leave. */
final class StageComponent extends DefaultComponent {
    private final String scheme;
    private final Grant grant;
    private final Consumer<Delivery> deliveries;

    StageComponent(String scheme, Grant grant, Consumer<Delivery> deliveries) {
        this.scheme = scheme;
        this.grant = grant;
        this.deliveries = deliveries;
    }

    /** Camel would look for the setters of the component this one stands for. */
    @Override
    protected void doBuild() {}

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (scheme.startsWith("http")) OutgoingHttp.granted(grant, scheme, remaining);
        var options = new HashMap<String, String>();
        parameters.forEach((name, value) -> options.put(name, String.valueOf(value)));
        parameters.clear();
        return new StageEndpoint(uri, this, remaining, options);
    }

    final class StageEndpoint extends DefaultEndpoint {
        private final String target;
        private final Map<String, String> options;

        StageEndpoint(String uri, StageComponent component, String target, Map<String, String> options) {
            super(uri, component);
            this.target = target;
            this.options = options;
        }

        /** Where a file that came in goes afterwards, when the route says where. */
        Optional<String> moved(String fileName, boolean done) {
            var move = options.get(done ? "move" : "moveFailed");
            if (!scheme.equals("file") || move == null || fileName.isEmpty()) return Optional.empty();
            var exchange = createExchange();
            exchange.getMessage().setHeader(Exchange.FILE_NAME, fileName);
            exchange.getMessage().setHeader(Exchange.FILE_NAME_ONLY, fileName);
            var name = move.contains("${") ? move : move + "/" + fileName;
            var to = simple(name).evaluate(exchange, String.class);
            var place = to.startsWith("/") ? Path.of(to.substring(1)) : Path.of(target, to);
            return Optional.of("file:" + place.normalize().toString().replace('\\', '/'));
        }

        private Expression simple(String text) {
            return getCamelContext().resolveLanguage("simple").createExpression(text);
        }

        @Override
        public Producer createProducer() {
            boolean file = scheme.equals("file");
            var name = options.get("fileName") == null ? null : simple(options.get("fileName"));
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    var json = Json.text(exchange.getMessage().getBody());
                    var body = json == null ? exchange.getMessage().getBody(String.class) : json;
                    deliveries.accept(new Delivery(
                            file ? "file:" + target + "/" + name(name, exchange) : scheme + ":" + target,
                            body == null ? "" : body,
                            scheme.equals("kafka") ? key(exchange) : ""));
                    if (scheme.startsWith("http")) reply(exchange);
                }
            };
        }

        @Override
        public org.apache.camel.Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, GoingOn.behind(processor));
        }

        private String key(Exchange exchange) {
            var key = exchange.getMessage().getHeader("kafka.KEY", options.get("key"), String.class);
            return key == null ? "" : key;
        }

        /** Nobody said what the host would answer; an empty document is the least that can be read on. */
        private static void reply(Exchange exchange) {
            exchange.getMessage().setBody("{}");
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        }

        @Override
        public boolean isLenientProperties() {
            return scheme.startsWith("http");
        }

        private static String name(@Nullable Expression name, Exchange exchange) {
            var text = name == null
                    ? exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class)
                    : name.evaluate(exchange, String.class);
            return text == null ? exchange.getExchangeId() : text;
        }
    }
}

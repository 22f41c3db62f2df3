package dev.routewright.cell;

import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
import java.util.Map;
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
        var fileName = parameters.get("fileName");
        if (scheme.startsWith("http")) OutgoingHttp.granted(grant, scheme, remaining);
        parameters.clear();
        return new StageEndpoint(uri, this, remaining, fileName == null ? null : fileName.toString());
    }

    private final class StageEndpoint extends DefaultEndpoint {
        private final String target;
        private final @Nullable String fileName;

        StageEndpoint(String uri, StageComponent component, String target, @Nullable String fileName) {
            super(uri, component);
            this.target = target;
            this.fileName = fileName;
        }

        @Override
        public Producer createProducer() {
            boolean file = scheme.equals("file");
            var name = fileName == null
                    ? null
                    : getCamelContext().resolveLanguage("simple").createExpression(fileName);
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    var json = Json.text(exchange.getMessage().getBody());
                    var body = json == null ? exchange.getMessage().getBody(String.class) : json;
                    deliveries.accept(new Delivery(
                            file ? "file:" + target + "/" + name(name, exchange) : scheme + ":" + target,
                            body == null ? "" : body));
                    if (scheme.startsWith("http")) reply(exchange);
                }
            };
        }

        @Override
        public org.apache.camel.Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, GoingOn.behind(processor));
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

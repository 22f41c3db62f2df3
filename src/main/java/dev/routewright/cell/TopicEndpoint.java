package dev.routewright.cell;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.kafka.KafkaProducer;
import org.apache.camel.support.AsyncProcessorConverterHelper;

/**
 * A topic that JSON is written to as text, by whatever step it is sent. To Camel's producer JSON is a list of messages,
 * and a JSON text an empty one: nothing would be sent.
 */
final class TopicEndpoint extends KafkaEndpoint {
    private final Partitions partitions;

    TopicEndpoint(String uri, KafkaComponent component, Partitions partitions) {
        super(uri, component);
        this.partitions = partitions;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var configuration = getConfiguration();
        int wanted = configuration.getConsumersCount();
        if (wanted > 1)
            partitions
                    .of(configuration.getTopic())
                    .ifPresent(there -> configuration.setConsumersCount(Math.max(1, Math.min(there, wanted))));
        return super.createConsumer(new SafeOffsets(AsyncProcessorConverterHelper.convert(processor)));
    }

    @Override
    protected KafkaProducer createProducer(KafkaEndpoint endpoint) {
        return new AsText(endpoint);
    }

    private static final class AsText extends KafkaProducer {
        AsText(KafkaEndpoint endpoint) {
            super(endpoint);
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            var body = exchange.getMessage().getBody();
            var text = Json.text(body);
            if (text != null) exchange.getMessage().setBody(text);
            try {
                super.process(exchange);
            } finally {
                if (text != null) exchange.getMessage().setBody(body);
            }
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            var body = exchange.getMessage().getBody();
            var text = Json.text(body);
            if (text == null) return super.process(exchange, callback);
            exchange.getMessage().setBody(text);
            return super.process(exchange, doneSync -> {
                exchange.getMessage().setBody(body);
                callback.done(doneSync);
            });
        }
    }
}

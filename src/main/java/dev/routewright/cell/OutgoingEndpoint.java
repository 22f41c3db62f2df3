package dev.routewright.cell;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Stands before Camel's HTTP endpoint. A request carries body and business headers and nothing that steers, whoever
 * sends it; a reply carries no header that would steer what follows, and its body can be read more than once.
 */
final class OutgoingEndpoint extends DefaultEndpoint {
    private static final String METHOD = Exchange.HTTP_METHOD;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final HttpEndpoint http;
    private final Set<String> mayBeSet;

    /** @param mayBeSet headers that steer Camel and that a route may set all the same */
    OutgoingEndpoint(String uri, OutgoingHttp component, HttpEndpoint http, Set<String> mayBeSet) {
        super(uri, component);
        this.http = http;
        this.mayBeSet = mayBeSet;
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }

    @Override
    public Producer createProducer() throws Exception {
        return new Outgoing(AsyncProcessorConverterHelper.convert(http.createProducer()));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new OutsideGrant("listening at "
                + Origin.of(http.getProtocol(), http.getHttpUri().getHost(), http.getPort()));
    }

    @Override
    public PollingConsumer createPollingConsumer() {
        throw new OutsideGrant(
                "polling " + Origin.of(http.getProtocol(), http.getHttpUri().getHost(), http.getPort()));
    }

    @Override
    protected void doInit() throws Exception {
        http.setCamelContext(getCamelContext());
        ServiceHelper.initService(http);
        super.doInit();
    }

    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(http);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(http);
    }

    private final class Outgoing extends DefaultAsyncProducer {
        private final AsyncProducer producer;

        Outgoing(AsyncProducer producer) {
            super(OutgoingEndpoint.this);
            this.producer = producer;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Map<String, Object> before;
            try {
                var passage = Passage.of(exchange);
                if (passage != null) passage.sends();
                before = prepare(exchange.getMessage());
            } catch (OutsideGrant refused) {
                exchange.setException(refused);
                callback.done(true);
                return true;
            }
            return producer.process(exchange, doneSync -> {
                finish(exchange, before);
                callback.done(doneSync);
            });
        }

        @Override
        protected void doStart() throws Exception {
            ServiceHelper.startService(producer);
            super.doStart();
        }

        @Override
        protected void doStop() throws Exception {
            super.doStop();
            ServiceHelper.stopService(producer);
        }
    }

    private Map<String, Object> prepare(Message message) {
        var before = message.getExchange()
                .getContext()
                .getCamelContextExtension()
                .getHeadersMapFactory()
                .newMap(message.getHeaders());
        var method = mayBeSet.contains(METHOD) ? before.get(METHOD) : null;
        message.getHeaders().keySet().removeIf(name -> !Headers.maySend(name));
        if (method != null) message.setHeader(METHOD, method(method.toString()));
        var json = Json.text(message.getBody());
        if (json != null) {
            message.setBody(json);
            if (message.getHeader(Exchange.CONTENT_TYPE) == null)
                message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        return before;
    }

    private static String method(String name) {
        var method = name.strip().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) throw new OutsideGrant("the HTTP method " + method);
        return method;
    }

    /** What the message had of its own it keeps; what the other side says is taken like a caller's. */
    private void finish(Exchange exchange, Map<String, Object> before) {
        var message = exchange.getMessage();
        if (exchange.getException() == null) {
            var status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            message.getHeaders().keySet().removeIf(name -> !Headers.mayEnter(name));
            before.forEach((name, value) -> {
                boolean own = Headers.steers(name) ? Headers.isKnown(name, mayBeSet) : !Headers.maySend(name);
                if (own && !name.equals(METHOD)) message.setHeader(name, value);
            });
            if (status != null) message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            read(exchange, message);
        } else {
            message.setHeaders(before);
        }
    }

    /** A stream would be empty for whoever reads it second. */
    private static void read(Exchange exchange, Message message) {
        if (!(message.getBody() instanceof InputStream stream)) return;
        try (stream) {
            message.setBody(stream.readAllBytes());
        } catch (IOException broken) {
            exchange.setException(broken);
        }
    }
}

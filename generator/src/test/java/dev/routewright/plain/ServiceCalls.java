package dev.routewright.plain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.rehearsal.Stage.Outside;
import dev.routewright.rehearsal.Stage.Reaction;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** The component {@code service}: retries as the route says, twice where it says nothing; never waits. */
final class ServiceCalls extends DefaultComponent {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Outside outside;
    private final List<String> parameters = new CopyOnWriteArrayList<>();
    private volatile boolean called;

    ServiceCalls(Outside outside) {
        this.outside = outside;
    }

    void begin() {
        called = false;
    }

    boolean called() {
        return called;
    }

    List<String> parameters() {
        return List.copyOf(parameters);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> options) {
        var set = new TreeMap<>(options);
        set.values().removeIf(value -> value.toString().isEmpty());
        options.clear();
        var operation = remaining.replace('/', '.');
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) throws Exception {
                        parameters.add(operation + " " + set);
                        call(
                                operation,
                                Integer.parseInt(
                                        set.getOrDefault("retries", "2").toString()),
                                set.containsKey("retries"),
                                exchange);
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isSingleton() {
                return true;
            }
        };
    }

    private void call(String operation, int retries, boolean stated, Exchange exchange) throws Exception {
        var input = exchange.getMessage().getBody(String.class);
        called = true;
        if (outside.rests(operation)) throw new ConnectException(operation + " rests");
        Exception failure = null;
        for (int attempt = 0; attempt <= retries; attempt++) {
            var reaction = outside.call(operation, JSON.readTree(input).toString());
            failure = failure(operation, reaction);
            if (failure != null && !(isSafe(operation) || failure instanceof ConnectException || stated)) break;
            if (failure != null) continue;
            exchange.getMessage().setBody(JSON.readTree(((Reaction.Replies) reaction).body()));
            return;
        }
        throw failure;
    }

    private static boolean isSafe(String operation) {
        return Services.ALL.stream()
                .flatMap(service -> service.operations().stream())
                .anyMatch(one -> one.key().equals(operation) && one.isSafe());
    }

    private static @Nullable Exception failure(String operation, Reaction reaction) {
        if (reaction instanceof Reaction.Refuses) return new ConnectException(operation + " refuses the connection");
        if (reaction instanceof Reaction.Unknown) return new ConnectException(operation + " is not known");
        if (reaction instanceof Reaction.Hangs) return new SocketTimeoutException(operation + " does not answer");
        var reply = (Reaction.Replies) reaction;
        if (reply.status() / 100 != 2) return new IllegalStateException(operation + " answers " + reply.status());
        try {
            return JSON.readTree(reply.body()).isMissingNode()
                    ? new IllegalStateException(operation + " answers nothing")
                    : null;
        } catch (JsonProcessingException e) {
            return new IllegalStateException(operation + " does not answer JSON");
        }
    }
}

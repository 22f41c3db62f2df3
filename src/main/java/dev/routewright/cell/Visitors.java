package dev.routewright.cell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/** Takes an exchange a server made of a request for what it is, a request, and lays the answer into it. */
final class Visitors implements Processor {
    private static final HttpAnswer STOPPING = HttpAnswer.problem(
                    503, "Stopping", "This integration is being stopped. Nothing was done; send it again later.")
            .with("Retry-After", "5");

    private final Reception reception;
    private final int largestBody;
    private final Duration answerWithin;
    private final BooleanSupplier stopping;

    Visitors(Reception reception, Settings settings, BooleanSupplier stopping) {
        this.reception = reception;
        this.largestBody = settings.largestBody();
        this.answerWithin = settings.answerWithin();
        this.stopping = stopping;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        write(answer(exchange), exchange);
    }

    /** The server's thread waits: it has nothing else to do for this request. */
    private HttpAnswer answer(Exchange exchange) throws Exception {
        if (stopping.getAsBoolean()) return STOPPING;
        var request = request(exchange.getMessage());
        var turnedAway = reception.turnsAway(request.method(), request.path());
        if (turnedAway.isPresent()) return turnedAway.get();
        var told = new CompletableFuture<HttpAnswer>();
        var visit = reception.new Visit(request, told::complete);
        try {
            visit.take(body(exchange, request.headers()));
        } catch (IOException | RuntimeException gone) {
            visit.failed();
            throw gone;
        }
        try {
            return told.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return visit.timesOut() ? Reception.UNDER_WAY : told.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Reception.Request request(Message message) {
        var uri = message.getHeader(Exchange.HTTP_URI, "/", String.class);
        var path = uri.indexOf('?') < 0 ? uri : uri.substring(0, uri.indexOf('?'));
        var raw = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        var query = raw == null ? message.getHeader(Exchange.HTTP_QUERY, String.class) : raw;
        var method = message.getHeader(Exchange.HTTP_METHOD, "", String.class).toUpperCase(Locale.ROOT);
        return new Reception.Request(method, path, query, headers(message, query));
    }

    /** Servers lay the parameters of the query among the headers; a key is what the header says, and nothing else. */
    private static Map<String, List<String>> headers(Message message, @Nullable String query) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders().forEach((name, value) -> {
            if (!Headers.steers(name))
                headers.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values(value));
        });
        Query.parameters(query).forEach((name, value) -> {
            if (!name.equalsIgnoreCase(Repetitions.HEADER)) return;
            headers.getOrDefault(name, List.of()).removeAll(List.of(value.split(",")));
            if (headers.getOrDefault(name, List.of()).isEmpty()) headers.remove(name);
        });
        return headers;
    }

    private static List<String> values(@Nullable Object value) {
        if (value == null) return List.of();
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(value.toString());
    }

    private byte @Nullable [] body(Exchange exchange, Map<String, List<String>> headers) throws IOException {
        var body = exchange.getMessage().getBody();
        byte[] bytes = body == null ? new byte[0] : bytes(exchange, body);
        boolean has = bytes.length > 0 || headers.containsKey("Content-Type");
        return has ? bytes : null;
    }

    private byte[] bytes(Exchange exchange, Object body) throws IOException {
        if (body instanceof Map<?, ?> form) return form(form);
        try (var in = exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, body)) {
            if (in == null) return new byte[0];
            var read = new ByteArrayOutputStream();
            read.write(in.readNBytes(largestBody + 1));
            return read.toByteArray();
        }
    }

    /** What a server took for a form and curl sends unless told otherwise, as it came. */
    private static byte[] form(Map<?, ?> form) {
        var text = new StringBuilder();
        form.forEach((name, value) -> {
            if (text.length() > 0) text.append('&');
            text.append(name);
            if (!String.valueOf(value).isEmpty()) text.append('=').append(value);
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(HttpAnswer answer, Exchange exchange) {
        exchange.setException(null);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        answer.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (!answer.contentType().isEmpty()) message.setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        message.setBody(answer.body().length == 0 ? null : answer.body());
    }

    /** Nothing is left out on the way in, where {@link Headers} decides, and nothing but Camel's own on the way out. */
    static final class Unfiltered implements HeaderFilterStrategy {
        @Override
        public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
            return Headers.steers(name);
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
            return false;
        }
    }
}

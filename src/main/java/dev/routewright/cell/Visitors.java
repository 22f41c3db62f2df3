package dev.routewright.cell;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/** Takes an exchange a server made of a request for what it is, a request, and lays the answer into it. */
final class Visitors implements Processor {
    private static final HttpAnswer STOPPING = HttpAnswer.problem(
                    503, "Stopping", "This integration is being stopped. Nothing was done; send it again later.")
            .with("Retry-After", "5");

    private static final HttpAnswer BROKEN = HttpAnswer.problem(
            415,
            "Not as a form",
            "The server takes forms apart before the message is read. Nothing was done; send the message as it is, JSON with "
                    + "Content-Type: application/json.");

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
        var came = new AsItCame(exchange);
        var request = came.request();
        var turnedAway = reception.turnsAway(request.method(), request.path());
        if (turnedAway.isPresent()) return turnedAway.get();
        var told = new CompletableFuture<HttpAnswer>();
        var visit = reception.new Visit(request, told::complete);
        if (came.isBroken()) {
            visit.failed();
            return BROKEN;
        }
        try {
            visit.take(came.body(largestBody + 1));
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

    private static void write(HttpAnswer answer, Exchange exchange) {
        exchange.setException(null);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        answer.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (!answer.contentType().isEmpty()) message.setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        message.setBody(answer.body().length == 0 ? null : answer.body());
    }

    /** {@link Headers} decides, but what looks like Camel's own neither comes in beside it nor goes out. */
    static final class Unfiltered implements HeaderFilterStrategy {
        @Override
        public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
            return Headers.steers(name);
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
            return Headers.steers(name);
        }
    }
}

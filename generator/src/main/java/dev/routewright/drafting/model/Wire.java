package dev.routewright.drafting.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Carries one attempt over HTTP, on the thread that asks: interrupting that thread closes the connection. What goes wrong
 * is kept here as {@link Trouble}, because the libraries above would wrap it in the endpoint's own words.
 */
final class Wire implements HttpClient {
    private static final int MOST_BYTES_OF_AN_ERROR = 8_192;

    private final java.net.http.HttpClient client;
    private final ModelSettings.Limits limits;
    private final long deadline;
    private final Tap tap = new Tap();
    private @Nullable Trouble trouble;
    private @Nullable Arrival arrival;
    private boolean cancelled;
    private boolean stopped;

    /** @param deadline by {@link System#nanoTime} */
    Wire(java.net.http.HttpClient client, ModelSettings.Limits limits, long deadline) {
        this.client = client;
        this.limits = limits;
        this.deadline = deadline;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("Models are asked for streams only.");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            var response = send(request);
            arrival = response.body();
            if (response.statusCode() != 200) refuse(response);
            else if (contentType(response).startsWith("text/html")) fail(Trouble.of(Trouble.Kind.ELSEWHERE));
            else parser.parse(arrival, new Filter(listener));
            if (trouble == null && !cancelled) listener.onClose();
        } catch (InterruptedException | InterruptedIOException cancel) {
            cancel();
        } catch (TimeoutException tooLong) {
            fail(Trouble.of(Trouble.Kind.SLOW));
        } catch (ExecutionException | IOException failure) {
            fail(Trouble.of(kindOf(failure)));
        } finally {
            if (arrival != null) arrival.close();
            if (trouble != null || cancelled) listener.onError(new IOException("no answer"));
        }
    }

    /** Ends the attempt where it is: the rest of the answer is not wanted. */
    void stop() {
        stopped = true;
        if (arrival != null) arrival.close();
    }

    @Nullable
    Trouble trouble() {
        return trouble;
    }

    boolean cancelled() {
        return cancelled;
    }

    Tap tap() {
        return tap;
    }

    private HttpResponse<Arrival> send(HttpRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        var out = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, values) -> values.forEach(value -> out.header(name, value)));
        var answer = client.sendAsync(out.build(), info -> new Arrival(limits, deadline));
        try {
            return answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException | TimeoutException away) {
            answer.cancel(true);
            throw away;
        }
    }

    private void refuse(HttpResponse<Arrival> response) throws IOException {
        String said = response.statusCode() < 400 ? "" : response.body().first(MOST_BYTES_OF_AN_ERROR);
        Duration wait = RetryAfter.read(response.headers());
        fail(Trouble.ofStatus(response.statusCode(), Said.reason(said), wait));
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
    }

    private static Trouble.Kind kindOf(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Arrival.Stopped late) return late.kind;
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException)
                return Trouble.Kind.UNREACHABLE;
            if (cause instanceof javax.net.ssl.SSLHandshakeException) return Trouble.Kind.UNREACHABLE;
        }
        return Trouble.Kind.LOST;
    }

    private void cancel() {
        cancelled = true;
        Thread.currentThread().interrupt();
    }

    private void fail(Trouble why) {
        if (trouble == null && !stopped && !cancelled) trouble = why;
    }

    /** Lets only well-formed events through: the libraries above skip what they cannot read, and lose words with it. */
    private final class Filter implements ServerSentEventListener {
        private final ServerSentEventListener listener;

        Filter(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(SuccessfulHttpResponse response) {
            listener.onOpen(response);
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            if (stopped || trouble != null) return;
            Trouble wrong = tap.hear(event.data());
            if (wrong == null) listener.onEvent(event, context);
            else {
                fail(wrong);
                if (arrival != null) arrival.close();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (failure instanceof InterruptedIOException) cancel();
            else fail(Trouble.of(kindOf(failure instanceof Exception known ? known : new IOException(failure))));
        }
    }
}

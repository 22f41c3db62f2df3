package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.route.Grant;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Turns a request into a message for a cell, and what became of it into a response. */
final class IngressServlet extends HttpServlet {
    private static final HttpAnswer NOTHING_HERE =
            HttpAnswer.problem(404, "Nothing here", "No integration listens at this path.");
    private static final HttpAnswer BUSY = HttpAnswer.problem(
                    503, "Too busy", "Too many messages are under way. Nothing was done; send it again in a moment.")
            .with("Retry-After", "1");
    private static final HttpAnswer PAUSED = HttpAnswer.problem(
                    503, "Paused", "This integration is paused. Nothing was done; send it again later.")
            .with("Retry-After", "30");
    static final HttpAnswer TOO_LARGE =
            HttpAnswer.problem(413, "Too large", "The body is larger than allowed. Nothing was done.");
    private static final HttpAnswer UNDER_WAY = HttpAnswer.problem(
            504, "Still under way", "The message is taken in but not done yet. Do not send it again.");

    private final transient Settings settings;
    private final transient EntryTable table;
    private final transient Semaphore room;
    private final transient Rates rates;
    private final transient Repetitions repetitions;

    IngressServlet(Settings settings, EntryTable table, Repetitions repetitions) {
        this.settings = settings;
        this.table = table;
        this.repetitions = repetitions;
        this.rates = new Rates(settings.entrance().perSecond(), System::nanoTime);
        this.room = new Semaphore(settings.mostRequests());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // What a message makes (threads, pools) must not hang on to the server's class loader.
        Thread.currentThread().setContextClassLoader(IngressServlet.class.getClassLoader());
        take(request, response);
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var found = table.find(request.getMethod(), request.getRequestURI());
        if (found.door().isEmpty()) {
            write(response, found.allowed().isEmpty() ? NOTHING_HERE : notAllowed(String.join(", ", found.allowed())));
            return;
        }
        long early = rates.take(found.door().get().cell().integration());
        if (early > 0) {
            write(response, tooOften(early));
            return;
        }
        if (!room.tryAcquire()) {
            write(response, BUSY);
            return;
        }
        var turn = new Turn(request, response);
        try {
            var body = body(request);
            if (body != null && body.length > settings.largestBody()) turn.answer(TOO_LARGE);
            else turn.deliver(body);
        } catch (IOException | RuntimeException gone) {
            turn.claim.ifPresent(Repetitions.Claim::free);
            turn.give();
            throw gone;
        }
    }

    private static HttpAnswer tooOften(long nanosEarly) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanosEarly + 999_999_999));
        return HttpAnswer.problem(
                        429,
                        "Too often",
                        "More requests come for this integration than it takes in a second. Nothing was done; send it again "
                                + "in a moment.")
                .with("Retry-After", String.valueOf(seconds));
    }

    private byte @Nullable [] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > settings.largestBody()) return new byte[settings.largestBody() + 1];
        boolean has = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (has) return request.getInputStream().readNBytes(settings.largestBody() + 1);
        return request.getContentType() == null ? null : new byte[0];
    }

    private static HttpAnswer notAllowed(String allowed) {
        return HttpAnswer.problem(405, "Not this method", "This path takes %s.".formatted(allowed))
                .with("Allow", allowed);
    }

    private static Map<String, String> headers(HttpServletRequest request, Map<String, String> pathParameters) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var name : Collections.list(request.getHeaderNames()))
            if (Headers.mayEnter(name))
                headers.put(name, String.join(", ", Collections.list(request.getHeaders(name))));
        Query.parameters(request.getQueryString()).forEach((name, value) -> {
            // A key is what the header says: no other part of an address may stand for it.
            if (Headers.mayEnter(name) && !name.equalsIgnoreCase(Repetitions.HEADER)) headers.put(name, value);
        });
        pathParameters.forEach((name, value) -> {
            if (Headers.mayEnter(name)) headers.put(name, value);
        });
        return headers;
    }

    private static void write(HttpServletResponse response, HttpAnswer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (!answer.contentType().isEmpty()) response.setHeader("Content-Type", answer.contentType());
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    /** One request's place among those under way; given back once. */
    private final class Turn implements AsyncListener {
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final AsyncContext async;
        private final Thread taker = Thread.currentThread();
        private final AtomicBoolean answered = new AtomicBoolean();
        private final AtomicBoolean given = new AtomicBoolean();
        private volatile Optional<Repetitions.Claim> claim = Optional.empty();

        Turn(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
            async = request.startAsync();
            async.setTimeout(settings.answerWithin().toMillis());
            async.addListener(this);
        }

        /** A version may be replaced between finding its entry and entering: then its successor is asked. */
        void deliver(byte @Nullable [] body) {
            while (true) {
                var found = table.find(request.getMethod(), request.getRequestURI());
                if (found.door().isEmpty()) {
                    answer(NOTHING_HERE, null);
                    return;
                }
                var door = found.door().get();
                if (door.cell().isPaused()) {
                    answer(PAUSED, null);
                    return;
                }
                var entry = new Grant.Entry(
                        "http", request.getMethod(), door.entry().path());
                if (claim.isEmpty() && request.getHeader(Repetitions.HEADER) != null)
                    claim = repetitions.claim(door.cell(), request(door.entry(), body));
                var first = claim.flatMap(Repetitions.Claim::answer);
                if (first.isPresent()) {
                    answer(first.get());
                    return;
                }
                var message = new Message(entry, headers(request, found.parameters()), body);
                if (door.entry().deliver(message, door.cell().custody(), this::answer)) return;
                Thread.onSpinWait();
            }
        }

        private Repetitions.Request request(HttpEntry entry, byte @Nullable [] body) {
            var query = request.getQueryString();
            return new Repetitions.Request(
                    request.getMethod(),
                    entry.path(),
                    query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
                    Collections.list(request.getHeaders(Repetitions.HEADER)),
                    body);
        }

        /** The end of the message is bound to its key before the caller hears of it. */
        void answer(HttpAnswer answer, @Nullable Passage passage) {
            claim.ifPresent(claimed -> claimed.ended(answer, passage));
            answer(answer);
        }

        void answer(HttpAnswer answer) {
            give();
            if (!answered.compareAndSet(false, true)) return;
            try {
                write(response, answer);
                // The thread that took the message may never come back, and the server would wait for it.
                if (Thread.currentThread() != taker) response.flushBuffer();
            } catch (IOException | IllegalStateException callerGone) {
                // The message is done or kept whether or not its caller still listens.
            } finally {
                async.complete();
            }
        }

        void give() {
            if (given.compareAndSet(false, true)) room.release();
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            if (!answered.compareAndSet(false, true)) return;
            write(response, UNDER_WAY);
            async.complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            answered.set(true);
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}

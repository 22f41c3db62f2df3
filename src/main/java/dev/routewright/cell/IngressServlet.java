package dev.routewright.cell;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a request into a message for a cell, and what became of it into a response. */
final class IngressServlet extends HttpServlet {
    private final transient Settings settings;
    private final transient Reception reception;

    IngressServlet(Settings settings, EntryTable table, Repetitions repetitions) {
        this.settings = settings;
        this.reception = new Reception(settings, table, repetitions);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // What a message makes (threads, pools) must not hang on to the server's class loader.
        Thread.currentThread().setContextClassLoader(IngressServlet.class.getClassLoader());
        take(request, response);
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var turnedAway = reception.turnsAway(request.getMethod(), request.getRequestURI());
        if (turnedAway.isPresent()) {
            write(response, turnedAway.get());
            return;
        }
        var turn = new Turn(request, response);
        try {
            turn.visit.take(body(request));
        } catch (IOException | RuntimeException gone) {
            turn.visit.failed();
            throw gone;
        }
    }

    private byte @Nullable [] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > settings.largestBody()) return new byte[settings.largestBody() + 1];
        boolean has = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (has) return request.getInputStream().readNBytes(settings.largestBody() + 1);
        return request.getContentType() == null ? null : new byte[0];
    }

    private static Reception.Request read(HttpServletRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var name : Collections.list(request.getHeaderNames()))
            headers.put(name, Collections.list(request.getHeaders(name)));
        return new Reception.Request(request.getMethod(), request.getRequestURI(), request.getQueryString(), headers);
    }

    private static void write(HttpServletResponse response, HttpAnswer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (!answer.contentType().isEmpty()) response.setHeader("Content-Type", answer.contentType());
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    /** One request, whose caller is told on whatever thread its message ends. */
    private final class Turn implements AsyncListener {
        private final HttpServletResponse response;
        private final AsyncContext async;
        private final Thread taker = Thread.currentThread();
        private final Reception.Visit visit;

        Turn(HttpServletRequest request, HttpServletResponse response) {
            this.response = response;
            async = request.startAsync();
            visit = reception.new Visit(read(request), this::answer);
            async.setTimeout(settings.answerWithin().toMillis());
            async.addListener(this);
        }

        private void answer(HttpAnswer answer) {
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

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            if (!visit.timesOut()) return;
            write(response, Reception.UNDER_WAY);
            async.complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            visit.timesOut();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}

package dev.routewright.services;

import dev.routewright.services.AttemptFailed.How;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The one pool of outgoing connections. Follows no redirect, keeps no cookie, repeats nothing by itself, reads at most
 * {@link #LARGEST_REPLY} bytes, and ends every exchange at its deadline, however slowly bytes arrive.
 */
final class Connections implements AutoCloseable {
    static final int LARGEST_REPLY = 10 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int PER_INSTANCE = 256;

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;

    Connections() {
        var pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(PER_INSTANCE)
                .setMaxConnTotal(4 * PER_INSTANCE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(250))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(pool)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .setUserAgent("Routewright")
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
        deadlines = new ScheduledThreadPoolExecutor(1, task -> Threads.daemon(task, "call-deadlines"));
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** @param target how messages call the other side */
    Reply exchange(HttpUriRequestBase request, Duration timeout, String target) throws AttemptFailed {
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(timeout))
                .setResponseTimeout(Timeout.of(timeout))
                .build());
        var late = new AtomicBoolean();
        var deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, response -> read(response, target));
        } catch (TooLarge large) {
            throw new AttemptFailed(
                    How.BROKEN, "%s sent more than %d MiB.".formatted(target, LARGEST_REPLY >> 20), null);
        } catch (IOException broken) {
            throw failure(broken, late.get(), timeout, target);
        } finally {
            deadline.cancel(false);
        }
    }

    private static AttemptFailed failure(IOException broken, boolean late, Duration timeout, String target) {
        if (broken instanceof ConnectTimeoutException
                || broken instanceof ConnectException
                || broken instanceof NoRouteToHostException)
            return new AttemptFailed(How.NOT_SENT, "%s does not accept connections.".formatted(target), broken);
        if (broken instanceof UnknownHostException)
            return new AttemptFailed(How.NOT_SENT, "The host of %s is not known.".formatted(target), broken);
        if (broken instanceof org.apache.hc.core5.http.ConnectionRequestTimeoutException)
            return new AttemptFailed(How.NOT_SENT, "No connection to %s came free in time.".formatted(target), broken);
        if (late || broken instanceof java.net.SocketTimeoutException)
            return new AttemptFailed(
                    How.TIMED_OUT,
                    "%s gave no whole answer within %d ms.".formatted(target, timeout.toMillis()),
                    broken);
        return new AttemptFailed(How.BROKEN, "The connection to %s broke.".formatted(target), broken);
    }

    private static Reply read(ClassicHttpResponse response, String target) throws IOException {
        byte[] body = {};
        if (response.getEntity() != null) {
            try (InputStream content = response.getEntity().getContent()) {
                body = content == null ? body : content.readNBytes(LARGEST_REPLY + 1);
            }
        }
        if (body.length > LARGEST_REPLY) throw new TooLarge(target);
        var retryAfter = response.getFirstHeader("Retry-After");
        return new Reply(
                response.getCode(), body, retryAfter == null ? Optional.empty() : pause(retryAfter.getValue()));
    }

    private static Optional<Duration> pause(String retryAfter) {
        try {
            if (retryAfter.matches("\\d{1,9}")) return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
            var until = Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeParseException nonsense) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.GRACEFUL);
        deadlines.shutdownNow();
    }

    private static final class TooLarge extends IOException {
        TooLarge(String target) {
            super(target);
        }
    }
}

package dev.routewright.services;

import dev.routewright.services.AttemptFailed.How;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * The one pool of outgoing connections. Follows no redirect, keeps no cookie, repeats nothing by itself, reads at most
 * {@link #LARGEST_REPLY} bytes, and ends every exchange at its deadline, however slowly bytes arrive.
 */
final class Connections implements AutoCloseable {
    static final int LARGEST_REPLY = BareClient.LARGEST_REPLY;

    private final BareClient client;
    private final @Nullable URIAuthority name;

    Connections() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    Connections(DnsResolver lookup) {
        this(new BareClient(lookup, Connections::judge), null);
    }

    private Connections(BareClient client, @Nullable URIAuthority name) {
        this.client = client;
        this.name = name;
    }

    /**
     * The same connections for an instance whose URL holds an address in place of its name: Host and certificate are
     * those of the name, and nothing is looked up again.
     */
    Connections named(String authority) {
        try {
            return new Connections(client, URIAuthority.create(authority));
        } catch (URISyntaxException noName) {
            throw new IllegalArgumentException("The name %s cannot stand in a request.".formatted(authority), noName);
        }
    }

    private @Nullable HttpHost place(HttpUriRequestBase request) throws IOException {
        if (name == null) return null;
        var url = URI.create(request.getScheme() + "://" + request.getAuthority());
        var address = InetAddress.getByName(url.getHost());
        request.setAuthority(name);
        return new HttpHost(url.getScheme(), address, name.getHostName(), url.getPort());
    }

    /** Operators say where services run, so that private addresses are theirs to name. */
    private static void judge(String host, InetAddress address) throws AddressRefused {
        if (Addresses.isNeverCalled(address)) throw new AddressRefused(address);
    }

    /** @param target how messages call the other side */
    Reply exchange(HttpUriRequestBase request, Duration timeout, Duration connect, boolean compressed, String target)
            throws AttemptFailed {
        try {
            return client.exchange(
                    request, place(request), timeout, connect, compressed, response -> read(response, target));
        } catch (TooLarge large) {
            throw new AttemptFailed(
                    How.BROKEN, "%s sent more than %d MiB.".formatted(target, LARGEST_REPLY >> 20), null);
        } catch (IOException broken) {
            throw failure(broken, timeout, target);
        }
    }

    BareClient.Pool pool() {
        return client.pool();
    }

    private static AttemptFailed failure(IOException broken, Duration timeout, String target) {
        if (broken instanceof ConnectTimeoutException
                || broken instanceof ConnectException
                || broken instanceof NoRouteToHostException)
            return new AttemptFailed(How.NOT_SENT, "%s does not accept connections.".formatted(target), broken);
        if (broken instanceof AddressRefused refused)
            return new AttemptFailed(
                    How.NOT_SENT,
                    "The host of %s leads to %s, which is never called. Nothing was sent; set other instances."
                            .formatted(target, refused.getMessage()),
                    broken);
        if (broken instanceof UnknownHostException)
            return new AttemptFailed(How.NOT_SENT, "The host of %s is not known.".formatted(target), broken);
        if (broken instanceof org.apache.hc.core5.http.ConnectionRequestTimeoutException)
            return new AttemptFailed(How.NOT_SENT, "No connection to %s came free in time.".formatted(target), broken);
        if (broken instanceof java.net.SocketTimeoutException)
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
        client.close();
    }

    private static final class AddressRefused extends UnknownHostException {
        AddressRefused(InetAddress address) {
            super(address.getHostAddress());
        }
    }

    private static final class TooLarge extends IOException {
        TooLarge(String target) {
            super(target);
        }
    }
}

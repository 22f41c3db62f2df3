package dev.routewright.services;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that does one exchange and nothing of its own: no redirect, cookie, retry, proxy or credential, TLS
 * with the trust of the JVM. A name is looked up once for each connection, every address of the answer is judged, and
 * one of exactly these is connected to, so that a name cannot lead elsewhere between the check and the connection.
 * Every exchange ends at its deadline, however slowly bytes arrive.
 */
public final class BareClient implements AutoCloseable {
    /** Bytes of a reply that are read at most, after decompression. */
    public static final int LARGEST_REPLY = 10 * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int PER_HOST = 256;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 16 * 1024;

    private final CloseableHttpClient client;
    private final Addresses.Judge judge;
    private final PoolingHttpClientConnectionManager pool;
    private final Deadlines deadlines = new Deadlines();

    /** @param lookup gives the addresses of a name @param judge of each of them */
    public BareClient(DnsResolver lookup, Addresses.Judge judge) {
        this.judge = judge;
        pool = new Direct()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_HEADER)
                                .build())
                        .build())
                .setDnsResolver(new Judged(lookup, judge))
                .setMaxConnPerRoute(PER_HOST)
                .setMaxConnTotal(4 * PER_HOST)
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
    }

    /** @param timeout for the whole exchange; when it is over, {@link SocketTimeoutException} */
    public <T> T exchange(HttpUriRequestBase request, Duration timeout, HttpClientResponseHandler<T> handler)
            throws IOException {
        return exchange(request, timeout, CONNECT, true, handler);
    }

    /**
     * @param connect for opening a connection, where one is opened
     * @param compressed whether a compressed answer is asked for; the handler reads it as if it were not
     */
    public <T> T exchange(
            HttpUriRequestBase request,
            Duration timeout,
            Duration connect,
            boolean compressed,
            HttpClientResponseHandler<T> handler)
            throws IOException {
        return exchange(request, null, timeout, connect, compressed, handler);
    }

    /**
     * @param to name and address to connect to, which then is not looked up; null for what the request's address says
     */
    @SuppressWarnings("deprecation") // The connection manager's own setting is the same for every exchange.
    <T> T exchange(
            HttpUriRequestBase request,
            @Nullable HttpHost to,
            Duration timeout,
            Duration connect,
            boolean compressed,
            HttpClientResponseHandler<T> handler)
            throws IOException {
        if (to != null && to.getAddress() != null) judge.judge(to.getHostName(), to.getAddress());
        request.setConfig(RequestConfig.custom()
                .setConnectTimeout(Timeout.of(connect.compareTo(timeout) < 0 ? connect : timeout))
                .setConnectionRequestTimeout(Timeout.of(timeout))
                .setResponseTimeout(Timeout.of(timeout))
                .setContentCompressionEnabled(compressed)
                .setProtocolUpgradeEnabled(false)
                .build());
        var exchange = deadlines.begin(request, timeout.toNanos());
        try {
            return to == null ? client.execute(request, handler) : client.execute(to, request, handler);
        } catch (SocketTimeoutException
                | ConnectException
                | NoRouteToHostException
                | ConnectionRequestTimeoutException clear) {
            throw clear;
        } catch (IOException broken) {
            if (!exchange.isLate()) throw broken;
            throw (IOException) new SocketTimeoutException("No whole answer in time.").initCause(broken);
        } finally {
            exchange.close();
        }
    }

    /** How the connections stand, all hosts together. */
    public Pool pool() {
        var stats = pool.getTotalStats();
        return new Pool(stats.getLeased(), stats.getAvailable(), stats.getPending(), stats.getMax());
    }

    /** @param available open and idle @param pending calls that wait for one */
    public record Pool(int leased, int available, int pending, int max) {
        public static final Pool NONE = new Pool(0, 0, 0, 0);
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.GRACEFUL);
        deadlines.close();
    }

    private record Judged(DnsResolver lookup, Addresses.Judge judge) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = lookup.resolve(host);
            for (var address : addresses) judge.judge(host, address);
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Sockets that no proxy setting of the JVM can send another way. */
    private static final class Direct extends PoolingHttpClientConnectionManagerBuilder {
        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver dns, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    socks -> new Socket(Proxy.NO_PROXY),
                    ports,
                    dns,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register(URIScheme.HTTPS.id, tls)
                            .build());
        }
    }
}

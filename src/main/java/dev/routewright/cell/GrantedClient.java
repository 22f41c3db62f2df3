package dev.routewright.cell;

import dev.routewright.route.Grant;
import dev.routewright.services.BareClient;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * What Camel's HTTP producer of one cell sends by. Every request is held against the grant once more, and a reply is
 * whole before Camel sees it: its size and the deadline count until the last byte.
 */
final class GrantedClient implements HttpClient {
    private final Grant grant;
    private final BareClient client;
    private final Duration longest;

    GrantedClient(Grant grant, BareClient client, Duration longest) {
        this.grant = grant;
        this.client = client;
        this.longest = longest;
    }

    @Override
    public ClassicHttpResponse executeOpen(
            @Nullable HttpHost target, ClassicHttpRequest request, @Nullable HttpContext context) throws IOException {
        if (!(request instanceof HttpUriRequestBase ours))
            throw new IllegalArgumentException("The request is not one this client knows.");
        var authority = request.getAuthority();
        if (authority == null || authority.getUserInfo() != null) throw new OutsideGrant("a request without a host");
        var origin = Origin.of(request.getScheme(), authority.getHostName(), authority.getPort());
        if (!grant.hosts().contains(origin.toString())) throw new OutsideGrant("the host " + origin);
        if (target != null
                && !Origin.of(target.getSchemeName(), target.getHostName(), target.getPort())
                        .equals(origin)) throw new OutsideGrant("a request for %s by way of another".formatted(origin));
        return client.exchange(ours, longest, GrantedClient::whole);
    }

    private static ClassicHttpResponse whole(ClassicHttpResponse response) throws IOException {
        // Camel would unpack what the client left packed, and nobody would count those bytes.
        if (response.containsHeader(HttpHeaders.CONTENT_ENCODING))
            throw new IOException("The reply is encoded in a way that is not understood.");
        var whole = new BasicClassicHttpResponse(response.getCode(), response.getReasonPhrase());
        whole.setHeaders(response.getHeaders());
        var entity = response.getEntity();
        if (entity == null || entity.getContent() == null) return whole;
        byte[] body;
        try (var content = entity.getContent()) {
            body = content.readNBytes(BareClient.LARGEST_REPLY + 1);
        }
        if (body.length > BareClient.LARGEST_REPLY)
            throw new IOException("The reply is larger than %d MiB.".formatted(BareClient.LARGEST_REPLY >> 20));
        whole.setEntity(new ByteArrayEntity(body, ContentType.parseLenient(entity.getContentType())));
        return whole;
    }

    @Override
    public <T> T execute(
            @Nullable HttpHost target,
            ClassicHttpRequest request,
            @Nullable HttpContext context,
            HttpClientResponseHandler<? extends T> handler)
            throws IOException {
        try (var response = executeOpen(target, request, context)) {
            return handler.handleResponse(response);
        } catch (HttpException unreadable) {
            throw new IOException("The reply cannot be read.", unreadable);
        }
    }

    @Override
    public <T> T execute(HttpHost target, ClassicHttpRequest request, HttpClientResponseHandler<? extends T> handler)
            throws IOException {
        return execute(target, request, null, handler);
    }

    @Override
    public <T> T execute(
            ClassicHttpRequest request, HttpContext context, HttpClientResponseHandler<? extends T> handler)
            throws IOException {
        return execute(null, request, context, handler);
    }

    @Override
    public <T> T execute(ClassicHttpRequest request, HttpClientResponseHandler<? extends T> handler)
            throws IOException {
        return execute(null, request, null, handler);
    }

    @Override
    @Deprecated
    public ClassicHttpResponse execute(ClassicHttpRequest request) throws IOException {
        return executeOpen(null, request, null);
    }

    @Override
    @Deprecated
    public ClassicHttpResponse execute(ClassicHttpRequest request, HttpContext context) throws IOException {
        return executeOpen(null, request, context);
    }

    @Override
    @Deprecated
    public ClassicHttpResponse execute(HttpHost target, ClassicHttpRequest request) throws IOException {
        return executeOpen(target, request, null);
    }

    @Override
    @Deprecated
    public ClassicHttpResponse execute(HttpHost target, ClassicHttpRequest request, HttpContext context)
            throws IOException {
        return executeOpen(target, request, context);
    }
}

package dev.routewright.services.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.knowledge.TokenAddresses;
import dev.routewright.services.Addresses;
import dev.routewright.services.BareClient;
import dev.routewright.services.CallCredentials.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Asks a token address with a client's id and secret: in the Authorization header, and where that is not understood in
 * the form (RFC 6749, 2.3.1). Nothing it answers is repeated in a sentence.
 */
public final class TokenAddress implements Tokens.Source, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final int LARGEST = 64 * 1024;

    private final BareClient client = new BareClient(SystemDefaultDnsResolver.INSTANCE, TokenAddress::judge);

    private static void judge(String host, InetAddress address) throws UnknownHostException {
        if (Addresses.isNeverCalled(address)) throw new UnknownHostException("never called");
    }

    @Override
    public Tokens.Got get(Client asking) throws Unavailable {
        var address = asking.isDiscovered() ? discovered(asking.address()) : checked(asking.address());
        var answer = exchange(request(address, asking, true), address);
        if (answer.status() == 400 || answer.status() == 401)
            answer = exchange(request(address, asking, false), address);
        if (answer.status() != 200)
            throw new Unavailable("%s gave no token: it answered with status %d. Check the client id and its secret."
                    .formatted(shown(address), answer.status()));
        var token = answer.body().path("access_token").asText();
        var type = answer.body().path("token_type").asText("bearer");
        boolean sendable = !token.isEmpty() && token.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!sendable || !type.equalsIgnoreCase("bearer"))
            throw new Unavailable("%s gave something that is no bearer token.".formatted(shown(address)));
        long seconds = answer.body().path("expires_in").asLong(0);
        return new Tokens.Got(token, seconds > 0 ? Duration.ofSeconds(Math.min(seconds, 86_400)) : USUAL);
    }

    private URI discovered(String document) {
        var address = checked(document);
        var answer = exchange(new HttpGet(address), address);
        var found = answer.body().path("token_endpoint").asText();
        if (answer.status() == 200 && !found.isEmpty()) return checked(found);
        throw new Unavailable("%s does not say where tokens are given.".formatted(shown(address)));
    }

    private static URI checked(String address) {
        if (TokenAddresses.mayBeAsked(address)) return URI.create(address);
        throw new Unavailable("Its token address is neither https nor on this machine.");
    }

    private static HttpUriRequestBase request(URI address, Client asking, boolean inHeader) {
        var form = new StringBuilder("grant_type=client_credentials");
        if (!asking.scopes().isEmpty()) form.append("&scope=").append(encoded(asking.scopes()));
        var request = new HttpPost(address);
        request.setHeader("Accept", "application/json");
        if (inHeader) {
            var pair = encoded(asking.id()) + ":" + encoded(asking.password());
            request.setHeader(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else
            form.append("&client_id=")
                    .append(encoded(asking.id()))
                    .append("&client_secret=")
                    .append(encoded(asking.password()));
        request.setEntity(new StringEntity(form.toString(), ContentType.APPLICATION_FORM_URLENCODED));
        return request;
    }

    private record Answer(int status, JsonNode body) {}

    private Answer exchange(HttpUriRequestBase request, URI address) {
        try {
            return client.exchange(request, TIMEOUT, response -> {
                var entity = response.getEntity();
                var bytes = entity == null ? new byte[0] : entity.getContent().readNBytes(LARGEST);
                return new Answer(response.getCode(), tree(bytes));
            });
        } catch (IOException broken) {
            throw new Unavailable("%s cannot be reached, so there is no token.".formatted(shown(address)));
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    private static String shown(URI address) {
        return "The token address " + address.getScheme() + "://" + address.getRawAuthority();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}

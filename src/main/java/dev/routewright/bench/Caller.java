package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends messages to the HTTP entry of an integration, each over a connection of its own. Does nothing that was not asked
 * for: a message is never sent again, no redirection is followed and nothing is unpacked.
 */
final class Caller {
    private static final double PATIENCE = 20;
    private static final String UNESCAPED = "/%:@-._~";

    private final URI ingress;
    private final JsonNode entry;

    /** @param entry what the case says of its entry: method and path unless a step says otherwise */
    Caller(URI ingress, JsonNode entry) {
        this.ingress = ingress;
        this.entry = entry;
    }

    Reply call(JsonNode step) {
        var began = Call.now();
        try (var http =
                client(Timeout.ofMilliseconds(Math.round(step.path("timeoutS").asDouble(PATIENCE) * 1000)))) {
            return http.execute(request(step), response -> reply(response, began));
        } catch (IOException | IllegalArgumentException e) {
            return Reply.missing(e.getClass().getSimpleName() + ": " + e.getMessage(), Call.now() - began);
        }
    }

    private static CloseableHttpClient client(Timeout timeout) {
        var connections = new BasicHttpClientConnectionManager();
        connections.setConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(timeout)
                .setSocketTimeout(timeout)
                .build());
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private HttpUriRequestBase request(JsonNode step) {
        var request = new HttpUriRequestBase(
                step.path("method").asText(entry.path("method").asText("POST")),
                address(step.path("path").asText(entry.path("path").asText("/"))));
        var headers = step.path("headers");
        headers.properties().forEach(header -> request.setHeader(header.getKey(), Text.of(header.getValue())));
        request.setHeader("Connection", "close");
        if (step.has("raw")) body(request, step.get("raw").asText());
        else if (step.has("body")) {
            body(request, Text.json(step.get("body")));
            if (!headers.has("Content-Type")) request.setHeader("Content-Type", "application/json");
        }
        return request;
    }

    private static void body(HttpUriRequestBase request, String text) {
        request.setEntity(new ByteArrayEntity(text.getBytes(StandardCharsets.UTF_8), null));
    }

    private URI address(String path) {
        int mark = path.indexOf('?');
        var quoted = quoted(mark < 0 ? path : path.substring(0, mark));
        return URI.create(ingress.toString().replaceFirst("/+$", "") + quoted + (mark < 0 ? "" : path.substring(mark)));
    }

    private static String quoted(String path) {
        var quoted = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            var plain = c < 128 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0);
            quoted.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return quoted.toString();
    }

    private static Reply reply(ClassicHttpResponse response, double began) throws IOException {
        var body = new byte[0];
        if (response.getEntity() != null)
            try (var content = response.getEntity().getContent()) {
                body = content.readAllBytes();
            }
        var headers = Text.MAPPER.createObjectNode();
        for (var header : response.getHeaders())
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        return Reply.of(response.getCode(), new String(body, StandardCharsets.UTF_8), headers, Call.now() - began);
    }
}

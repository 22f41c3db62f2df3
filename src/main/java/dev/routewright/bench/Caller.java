package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends messages to the HTTP entry of an integration. */
final class Caller {
    private static final double PATIENCE = 20;
    private static final String UNESCAPED = "/%:@-._~";

    private final URI ingress;
    private final JsonNode entry;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** @param entry what the case says of its entry: method and path unless a step says otherwise */
    Caller(URI ingress, JsonNode entry) {
        this.ingress = ingress;
        this.entry = entry;
    }

    Reply call(JsonNode step) {
        var began = Call.now();
        try {
            var limit = step.path("timeoutS").asDouble(PATIENCE);
            var answer = http.sendAsync(request(step), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            try {
                return reply(answer.get(Math.round(limit * 1000), TimeUnit.MILLISECONDS), Call.now() - began);
            } catch (TimeoutException e) {
                answer.cancel(true);
                return Reply.missing("timed out", Call.now() - began);
            }
        } catch (ExecutionException e) {
            return Reply.missing(String.valueOf(e.getCause()), Call.now() - began);
        } catch (IllegalArgumentException e) {
            return Reply.missing(String.valueOf(e.getMessage()), Call.now() - began);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.missing("interrupted", Call.now() - began);
        }
    }

    private HttpRequest request(JsonNode step) {
        var request = HttpRequest.newBuilder(
                address(step.path("path").asText(entry.path("path").asText("/"))));
        var headers = step.path("headers");
        headers.properties().forEach(header -> request.setHeader(header.getKey(), Text.of(header.getValue())));
        var body = BodyPublishers.noBody();
        if (step.has("raw")) body = BodyPublishers.ofString(step.get("raw").asText());
        else if (step.has("body")) {
            body = BodyPublishers.ofString(Text.json(step.get("body")));
            if (!headers.has("Content-Type")) request.header("Content-Type", "application/json");
        }
        return request.method(step.path("method").asText(entry.path("method").asText("POST")), body)
                .build();
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

    private static Reply reply(HttpResponse<String> response, double seconds) {
        var headers = Text.MAPPER.createObjectNode();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(values.size() - 1)));
        return Reply.of(response.statusCode(), response.body(), headers, seconds);
    }
}

package dev.routewright.tests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends JSON and takes whatever comes back, so that a test can judge it. */
final class Http {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Reply send(String method, URI uri, String body) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(40))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.header("Content-Type", "application/json");
        try {
            var reply = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(
                    reply.statusCode(),
                    reply.body(),
                    reply.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            return new Reply(0, e.toString(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + uri, e);
        }
    }
}

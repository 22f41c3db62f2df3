package dev.routewright.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Listens to what happens to a version, only to tell it: what has come of it is asked for elsewhere, so whatever goes
 * wrong in here is no trouble.
 */
final class Overheard implements AutoCloseable {
    private final CompletableFuture<HttpResponse<InputStream>> answer;
    private final Ticker ticker;

    Overheard(HttpClient http, URI events, Ticker ticker) {
        this.ticker = ticker;
        var request = HttpRequest.newBuilder(events)
                .header("Accept", "text/event-stream")
                .build();
        answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        answer.thenAcceptAsync(this::listen, work -> {
            var thread = new Thread(work, "events");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void listen(HttpResponse<InputStream> response) {
        var type = response.headers().firstValue("Content-Type").orElse("");
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() != 200 || !type.startsWith("text/event-stream")) return;
            var kind = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:"))
                    kind = line.substring("event:".length()).strip();
                else if (line.startsWith("data:")) tell(kind, line.substring("data:".length()));
            }
        } catch (IOException gone) {
            // It was closed, or the server is gone; whoever asks for the version hears of that.
        }
    }

    private void tell(String kind, String data) {
        try {
            var event = Json.read(data);
            if (kind.equals("token")) ticker.counted(event.path("tokens").asInt());
            if (kind.equals("stage"))
                ticker.stage((event.path("stage").asText() + " "
                                + event.path("words").asText())
                        .strip());
        } catch (JsonProcessingException e) {
            // Nothing to tell.
        }
    }

    @Override
    public void close() {
        answer.cancel(true);
        answer.thenAccept(Overheard::hangUp);
    }

    private static void hangUp(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}

package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An endpoint that speaks OpenAI's protocol and does one thing after the other, as a test says; 500 when it is out of them. */
final class ScriptedModel implements AutoCloseable {
    /** What it does with one question. */
    interface Act {
        void on(HttpExchange exchange) throws IOException;
    }

    private final Queue<Act> acts = new ArrayDeque<>();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ScriptedModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    }

    /** What is done with the next questions; forgets what was asked before. */
    synchronized void play(Act... next) {
        acts.clear();
        acts.addAll(List.of(next));
        asked.clear();
    }

    /** Last messages of the questions since {@link #play}. */
    List<String> asked() {
        return asked.stream()
                .map(body -> body.path("messages").path(body.path("messages").size() - 1))
                .map(message -> message.path("content").asText())
                .toList();
    }

    static Act says(String text) {
        return ends(text, "stop");
    }

    static Act isCutOffAfter(String text) {
        return ends(text, "length");
    }

    static Act declines() {
        return ends("", "content_filter");
    }

    static Act hangsUpAfter(String text) {
        return exchange -> {
            begin(exchange);
            event(exchange, text, null);
            exchange.close();
        };
    }

    static Act isBusyFor(int seconds) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", String.valueOf(seconds));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = Documents.text(Map.of("error", Map.of("message", "rate limit")))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(429, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static Act ends(String text, String why) {
        return exchange -> {
            begin(exchange);
            event(exchange, text, null);
            event(exchange, "", why);
            exchange.getResponseBody().write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        };
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
    }

    private static void event(HttpExchange exchange, String text, @Nullable String end) throws IOException {
        var choice = Documents.JSON.createObjectNode().put("index", 0).put("finish_reason", end);
        choice.putObject("delta").put("content", text);
        var chunk = Documents.JSON.createObjectNode().put("object", "chat.completion.chunk");
        chunk.putArray("choices").add(choice);
        exchange.getResponseBody()
                .write("data: %s\n\n".formatted(Documents.text(chunk)).getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(Documents.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var act = next();
            if (act == null) exchange.sendResponseHeaders(500, -1);
            else act.on(exchange);
        }
    }

    private synchronized @Nullable Act next() {
        return acts.poll();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

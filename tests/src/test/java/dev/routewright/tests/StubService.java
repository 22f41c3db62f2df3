package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a service on a port of its own. It keeps to its OpenAPI document: unknown paths, missing or mistyped
 * inputs are turned down. Stopped, it refuses connections; started again, it has the same port.
 */
final class StubService implements AutoCloseable {
    private final String name;
    private final List<StubOperation> operations = new ArrayList<>();
    private final Script script;
    private final ExecutorService threads;
    private @Nullable HttpServer server;
    private int port;

    StubService(String name, JsonNode document, Script script, ExecutorService threads) {
        this.name = name;
        this.script = script;
        this.threads = threads;
        for (var path : document.path("paths").properties())
            for (var method : path.getValue().properties())
                operations.add(new StubOperation(name, path.getKey(), method.getKey(), method.getValue()));
        // A literal path wins over a template that would take it too.
        operations.sort(
                (a, b) -> Boolean.compare(a.path().contains("{"), b.path().contains("{")));
        start();
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    synchronized void start() {
        if (server != null) return;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 64);
        } catch (IOException e) {
            throw new IllegalStateException("The stub of %s cannot listen on port %d.".formatted(name, port), e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    synchronized void stop() {
        if (server != null) server.stop(0);
        server = null;
    }

    @Override
    public void close() {
        stop();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long started = System.nanoTime();
            int round = script.round();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            for (var operation : operations) {
                var inputs = operation.inputs(exchange.getRequestMethod(), exchange.getRequestURI(), body);
                if (inputs == null) continue;
                var wrong = operation.wrongWith(inputs);
                if (!wrong.isEmpty()) {
                    script.complain("%s turned down %s %s: %s".formatted(name, line, body, wrong));
                    send(exchange, 400, Documents.text(java.util.Map.of("title", wrong.toString(), "status", 400)));
                } else answer(exchange, operation, inputs, started, round);
                return;
            }
            script.complain("%s has no operation for %s".formatted(name, line));
            send(exchange, 404, "{\"title\":\"No such operation\",\"status\":404}");
        }
    }

    private void answer(HttpExchange exchange, StubOperation operation, JsonNode inputs, long started, int round)
            throws IOException {
        var reply = script.next(operation.key(), inputs);
        long until = System.nanoTime() + reply.path("delayMs").asLong() * 1_000_000;
        while (System.nanoTime() < until) LockSupport.parkNanos(until - System.nanoTime());
        int status = reply.path("status").asInt(operation.successStatus());
        var body = status < 300 ? operation.example() : Documents.JSON.createObjectNode();
        if (reply.path("body") instanceof ObjectNode given) body.setAll(given);
        script.add(
                new Call(operation.key(), operation.reads(), inputs, status, port, started, System.nanoTime()), round);
        send(exchange, status, Documents.text(body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", status < 300 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        if (!exchange.getRequestMethod().toUpperCase(Locale.ROOT).equals("HEAD"))
            exchange.getResponseBody().write(bytes);
    }
}

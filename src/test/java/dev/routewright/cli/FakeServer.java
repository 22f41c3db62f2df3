package dev.routewright.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A real HTTP server with scripted answers; the last answer to a call is repeated. */
final class FakeServer implements AutoCloseable {
    private final HttpServer http;
    private final Map<String, Queue<Scripted>> script = new HashMap<>();
    private volatile java.util.function.Consumer<String> queries = query -> {};
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());

    FakeServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::answer);
        http.start();
    }

    private record Scripted(int status, String type, String body, String location) {}

    /** @param call such as {@code GET /api/integrations} */
    FakeServer on(String call, int status, String body) {
        return on(call, new Scripted(status, status < 400 ? "application/json" : "application/problem+json", body, ""));
    }

    FakeServer onPostAt(String path, String location) {
        return on("POST " + path, new Scripted(202, "application/json", "{}", location));
    }

    FakeServer onText(String call, String body) {
        return on(call, new Scripted(200, "text/plain;charset=UTF-8", body, ""));
    }

    FakeServer onYaml(String call, String body) {
        return on(call, new Scripted(200, "application/yaml", body, ""));
    }

    FakeServer onEvents(String call, String body) {
        return on(call, new Scripted(200, "text/event-stream", body, ""));
    }

    FakeServer onZip(String call, byte[] zip) {
        return on(call, new Scripted(200, "application/zip", new String(zip, StandardCharsets.ISO_8859_1), ""));
    }

    FakeServer onHtml(String call, int status) {
        return on(call, new Scripted(status, "text/html", "<html>", ""));
    }

    private FakeServer on(String call, Scripted answer) {
        script.computeIfAbsent(call, k -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** Hears the query of each call that has one. */
    void onQuery(java.util.function.Consumer<String> listener) {
        queries = listener;
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    int port() {
        return http.getAddress().getPort();
    }

    /** Everything but plain look-ups: method, path and body, in order. */
    List<String> changes() {
        return received.stream().filter(line -> !line.startsWith("GET ")).toList();
    }

    /** Everything that was asked for: method and path. */
    List<String> asked() {
        return received.stream().filter(line -> line.startsWith("GET ")).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        if (exchange.getRequestURI().getRawQuery() != null)
            queries.accept(exchange.getRequestURI().getRawQuery());
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add((call + " " + body).strip());
        var answers = script.getOrDefault(
                call, new ArrayDeque<>(List.of(new Scripted(404, "text/plain", "nothing scripted for " + call, ""))));
        var answer = answers.size() > 1 ? answers.remove() : answers.element();
        exchange.getResponseHeaders().add("Content-Type", answer.type());
        if (!answer.location().isEmpty()) exchange.getResponseHeaders().add("Location", answer.location());
        boolean binary = answer.type().equals("application/zip");
        var bytes = answer.body().getBytes(binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

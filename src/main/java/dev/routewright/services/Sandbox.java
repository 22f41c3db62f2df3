package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a service that has no instance yet: answers on loopback with the examples of its document, and repeats
 * inputs in reply fields of the same name so that an answer fits its question. Reachable from this machine only.
 */
final class Sandbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_REQUEST = 1 << 20;

    private final Service service;
    private final HttpServer server;
    private final ExecutorService workers;

    private Sandbox(Service service) throws IOException {
        this.service = service;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        workers = Executors.newFixedThreadPool(4, task -> Threads.daemon(task, "sandbox-" + service.name()));
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    static Sandbox of(Service service) {
        try {
            return new Sandbox(service);
        } catch (IOException noPort) {
            throw new UncheckedIOException(
                    "[%s] The sandbox found no free port on loopback. Free one, then register the service again."
                            .formatted(service.name()),
                    noPort);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var here = service.operations().stream()
                    .filter(o -> pathInputs(o.path(), path) != null)
                    .toList();
            var operation = here.stream()
                    .filter(o -> o.method().equals(exchange.getRequestMethod()))
                    .findFirst();
            if (operation.isPresent()) answer(exchange, operation.get(), path);
            else
                respond(
                        exchange,
                        here.isEmpty() ? 404 : 405,
                        problem(here.isEmpty() ? "No such path." : "No such method."));
        }
    }

    private void answer(HttpExchange exchange, Operation operation, String path) throws IOException {
        JsonNode inputs;
        try {
            inputs = inputs(exchange, operation, path);
        } catch (IOException malformed) {
            respond(exchange, 400, problem("The body is not JSON."));
            return;
        }
        var missing = operation.inputs().stream()
                .filter(i -> i.required()
                        && i.in() != In.HEADER
                        && inputs.path(i.name()).isMissingNode())
                .map(Operation.Input::name)
                .toList();
        if (!missing.isEmpty()) {
            respond(exchange, 400, problem("Missing: " + String.join(", ", missing)));
            return;
        }
        var reply = operation.success();
        if (reply.isEmpty()) respond(exchange, 204, null);
        else respond(exchange, reply.get().status(), fitted(reply.get(), inputs));
    }

    private static JsonNode fitted(Operation.Reply reply, JsonNode inputs) {
        Object example =
                reply.example() != null ? reply.example() : reply.schema().sample();
        JsonNode body = JSON.valueToTree(example);
        if (body instanceof ObjectNode object)
            inputs.fieldNames().forEachRemaining(name -> {
                var value = inputs.get(name);
                if (object.has(name) && object.get(name).getNodeType() == value.getNodeType()) object.set(name, value);
            });
        return body;
    }

    private static ObjectNode inputs(HttpExchange exchange, Operation operation, String path) throws IOException {
        var inputs = JSON.createObjectNode();
        var body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST);
        if (body.length > 0) {
            var json = JSON.readTree(body);
            if (json instanceof ObjectNode object) inputs.setAll(object);
            else inputs.set("body", json);
        }
        query(exchange).forEach(inputs::put);
        var fromPath = pathInputs(operation.path(), path);
        if (fromPath != null) fromPath.forEach(inputs::put);
        return inputs;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var inputs = new LinkedHashMap<String, String>();
        var query = exchange.getRequestURI().getRawQuery();
        if (query != null)
            for (var pair : query.split("&")) {
                int at = pair.indexOf('=');
                if (at > 0) inputs.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
            }
        return inputs;
    }

    /** The inputs a path holds, or null when it does not fit the template. */
    private static @Nullable Map<String, String> pathInputs(String template, String path) {
        var want = List.of(template.split("/", -1));
        var have = List.of(path.split("/", -1));
        if (want.size() != have.size()) return null;
        var inputs = new LinkedHashMap<String, String>();
        for (int i = 0; i < want.size(); i++) {
            var segment = want.get(i);
            if (segment.startsWith("{") && segment.endsWith("}"))
                inputs.put(segment.substring(1, segment.length() - 1), decoded(have.get(i)));
            else if (!segment.equals(have.get(i))) return null;
        }
        return inputs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static JsonNode problem(String detail) {
        return JSON.createObjectNode().put("detail", detail);
    }

    private static void respond(HttpExchange exchange, int status, @Nullable JsonNode body) throws IOException {
        if (body == null) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}

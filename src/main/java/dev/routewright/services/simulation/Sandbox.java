package dev.routewright.services.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Service;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a service that has no instance yet: answers on loopback with the examples of its document. Reachable
 * from this machine only. With several instances each has its port, so that balancing and failover can be shown.
 */
public final class Sandbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_REQUEST = 1 << 20;
    private static final int THREADS = 4;
    /** A delay keeps a thread; this many at once is a demonstration, not a load. */
    private static final int THREADS_WITH_DELAY = 64;

    private final Service service;
    private final List<HttpServer> servers = new ArrayList<>();
    private final ThreadPoolExecutor workers;

    private Sandbox(Service service) throws IOException {
        this.service = service;
        int threads = service.simulation().atMost().isZero() ? THREADS : THREADS_WITH_DELAY;
        workers = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "sandbox-" + service.name());
            thread.setDaemon(true);
            thread.setContextClassLoader(Sandbox.class.getClassLoader());
            return thread;
        });
        workers.allowCoreThreadTimeOut(true);
        try {
            for (int i = 0; i < service.simulation().instances(); i++) start();
        } catch (IOException noPort) {
            close();
            throw noPort;
        }
    }

    private void start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        servers.add(server);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    public static Sandbox of(Service service) {
        try {
            return new Sandbox(service);
        } catch (IOException noPort) {
            throw new UncheckedIOException(
                    "[%s] The sandbox found no free port on loopback. Free one, then register the service again."
                            .formatted(service.name()),
                    noPort);
        }
    }

    /** One for each simulated instance. */
    public List<URI> urls() {
        return servers.stream()
                .map(server ->
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            delay();
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
        ObjectNode inputs;
        try {
            inputs = inputs(exchange, operation, path);
        } catch (IOException malformed) {
            respond(exchange, 400, problem("The body is not JSON."));
            return;
        }
        var answer = Answering.to(operation, inputs);
        respond(exchange, answer.status(), answer.body());
    }

    private void delay() throws InterruptedIOException {
        long least = service.simulation().atLeast().toMillis();
        long most = service.simulation().atMost().toMillis();
        if (most == 0) return;
        try {
            Thread.sleep(least == most ? least : ThreadLocalRandom.current().nextLong(least, most + 1));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The sandbox is being closed.");
        }
    }

    private static ObjectNode inputs(HttpExchange exchange, Operation operation, String path) throws IOException {
        var inputs = JSON.createObjectNode();
        var body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST);
        if (body.length > 0) {
            var json = JSON.readTree(body);
            if (json instanceof ObjectNode object) inputs.setAll(object);
            else inputs.set("body", json);
        }
        for (var input : operation.inputs()) {
            var header = input.in() == In.HEADER ? exchange.getRequestHeaders().getFirst(input.name()) : null;
            if (header != null) inputs.put(input.name(), header);
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
        servers.forEach(server -> server.stop(0));
        workers.shutdownNow();
    }
}

package exported;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import exported.Scenario.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** HTTP servers that stand in for the services, and answer each call as it was answered in the rehearsal. */
final class Stubs implements AutoCloseable {
    private final Map<String, HttpServer> servers = new LinkedHashMap<>();
    private final List<Call> answered = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private List<Call> expected = List.of();

    Stubs(Collection<String> services) throws IOException {
        for (var service : services) servers.put(service, start(service));
    }

    private HttpServer start(String service) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "stub-" + service);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> answer(service, exchange));
        server.start();
        return server;
    }

    /** From now on they behave like this. */
    synchronized void play(Scenario scenario) {
        expected = scenario.calls();
        for (var call : expected) if (isRefused(call)) servers.get(call.service()).stop(0);
    }

    private static boolean isRefused(Call call) {
        return call.status() == 0;
    }

    /** The properties that lead the integration here. */
    Map<String, String> instances() {
        var properties = new LinkedHashMap<String, String>();
        servers.forEach((service, server) -> properties.put(
                "routewright.services." + service + ".instances",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        return properties;
    }

    private void answer(String service, HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var call = next(service, exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
        if (call == null) {
            exchange.close();
            return;
        }
        var reply = call.reply().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(call.status(), reply.length == 0 ? -1 : reply.length);
        if (reply.length > 0) exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private synchronized Call next(String service, String method, String target, String body) {
        for (var call : expected) {
            boolean same = call.service().equals(service)
                    && call.method().equals(method)
                    && new Pattern(call.target()).fits(target)
                    && new Pattern(call.body()).fits(body);
            if (same && !isAnswered(call)) {
                answered.add(call);
                return call;
            }
        }
        unexpected.add("%s %s %s %s".formatted(service, method, target, body));
        return null;
    }

    private boolean isAnswered(Call call) {
        return answered.stream().anyMatch(one -> one == call);
    }

    /** Calls that should have come and have not; a refused connection is seen by nobody. */
    synchronized List<Call> missing() {
        return expected.stream()
                .filter(call -> !isRefused(call) && !isAnswered(call))
                .toList();
    }

    synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
    }
}

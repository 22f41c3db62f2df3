package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The service {@code stock} on servers that answer as told, and somebody who calls it. */
final class Party implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final LiveServices services = new LiveServices(Documents::stock, new Documents.ListStore(), Mediation.DEFAULT);
    final List<CallListener.Call> heard = new CopyOnWriteArrayList<>();
    final List<CallListener.Attempt> attempts = new CopyOnWriteArrayList<>();
    final List<Server> servers = new ArrayList<>();
    volatile List<Sent> credentials = List.of();
    final Invoker invoker = new Invoker(services, (caller, service) -> credentials, new CallListener() {
        @Override
        public void attempted(Attempt attempt) {
            attempts.add(attempt);
        }

        @Override
        public void called(Call call) {
            heard.add(call);
        }
    });

    Party(Answer... answers) throws IOException {
        for (var answer : answers) servers.add(new Server(answer));
        services.register("stock", "served");
        services.setInstances("stock", urls());
    }

    List<URI> urls() {
        return servers.stream().map(Server::url).toList();
    }

    Party mediated(String change) {
        var now = services.find("stock").orElseThrow().mediation();
        services.setMediation("stock", now.changed(Documents.json(change.replace('\'', '"'))));
        return this;
    }

    /** Asks and waits. */
    Got call(String operation, String input) {
        return call(operation, input, Asked.NOTHING);
    }

    Got call(String operation, String input, Asked asked) {
        return got(begin(operation, input, asked));
    }

    static Got got(CompletableFuture<Got> call) {
        try {
            return call.get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    CompletableFuture<Got> begin(String operation, String input, Asked asked) {
        var done = new CompletableFuture<Got>();
        try {
            invoker.call(
                    Caller.NOBODY,
                    "stock",
                    operation,
                    JSON.readTree(input.replace('\'', '"')),
                    asked,
                    "call-" + System.nanoTime(),
                    () -> {},
                    (reply, failure) ->
                            done.complete(new Got(text(reply), failure == null ? null : failure.getMessage())));
        } catch (IOException wrong) {
            throw new IllegalArgumentException(wrong);
        }
        return done;
    }

    private static @Nullable String text(@Nullable JsonNode reply) {
        return reply == null ? null : reply.toString();
    }

    List<Integer> counts() {
        return servers.stream().map(server -> server.requests.size()).toList();
    }

    void forget() {
        servers.forEach(server -> server.requests.clear());
        heard.clear();
    }

    @Override
    public void close() {
        invoker.close();
        services.close();
        servers.forEach(Server::close);
    }

    record Got(@Nullable String reply, @Nullable String failure) {}

    interface Answer {
        void to(HttpExchange exchange) throws Exception;
    }

    static Answer says(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2)
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            send(exchange, status, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        };
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** One after the other; the last stays. */
    static Answer inTurn(Answer... answers) {
        var left = new ArrayList<>(Arrays.asList(answers));
        return exchange -> {
            Answer next;
            synchronized (left) {
                next = left.size() > 1 ? left.remove(0) : left.get(0);
            }
            next.to(exchange);
        };
    }

    record Request(String method, String path, Map<String, List<String>> headers, byte[] body) {}

    static final class Server implements AutoCloseable {
        private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        final List<Request> requests = new CopyOnWriteArrayList<>();
        volatile Answer answer;
        /** Whether requests go unremembered, for very many of them. */
        volatile boolean quiet;

        Server(Answer answer) throws IOException {
            this.answer = answer;
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                var body = exchange.getRequestBody().readAllBytes();
                if (!quiet)
                    requests.add(new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body));
                try {
                    this.answer.to(exchange);
                } catch (IOException gone) {
                    exchange.close();
                } catch (Exception broken) {
                    exchange.close();
                }
            });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}

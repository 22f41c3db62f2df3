package dev.routewright.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.services.contract.Drift;
import dev.routewright.services.health.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the registry finds out about services by itself, against a real server. */
class UpkeepTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCUMENT = """
            openapi: 3.0.3
            paths:
              /stock:
                get:
                  operationId: getStock
                  responses:
                    '200':
                      description: ok
                      content: {application/json: {schema: {type: object, properties: {available: {type: integer}}}}}
            """;

    private final List<String> news = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final LiveServices services = new LiveServices(
            OpenApiServices::read,
            new Documents.ListStore(),
            Mediation.DEFAULT,
            new ServiceEvents() {
                @Override
                public void changed(String service, URI instance, Condition condition) {
                    news.add(condition.state());
                }

                @Override
                public void drifted(String service, String operation, Drift drift) {
                    news.add(drift.path() + " " + drift.seen());
                }
            },
            Duration.ofHours(1));
    private HttpServer server;
    private Invoker invoker;
    private volatile int health = 200;
    private volatile String reply = "{\"available\": 5}";
    private volatile String accepted = "";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> answer(exchange, health, "secret diagnosis"));
        server.createContext("/stock", exchange -> {
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestHeaders().getFirst("Host"));
            boolean welcome = accepted.isEmpty() || accepted.equals(authorization);
            answer(exchange, welcome ? 200 : 401, welcome ? reply : "You sent " + authorization);
        });
        server.start();
        invoker = new Invoker(services);
        services.register("stock", DOCUMENT);
    }

    @AfterEach
    void close() {
        invoker.close();
        services.close();
        server.stop(0);
    }

    @Test
    void anInstanceThatIsNotWellIsDownUntilItIsWellAgain() throws Exception {
        services.setInstances("stock", List.of(URI.create(url("127.0.0.1"))));
        services.setMediation(
                "stock",
                Mediation.DEFAULT.changed(
                        JSON.readTree(
                                "{\"health\": {\"path\": \"/health\", \"interval\": \"100ms\", \"timeout\": \"1s\", \"healthyAfter\": 1, \"unhealthyAfter\": 2}}")));
        await().until(() -> instance().state().equals("up"));

        health = 503;
        await().until(() -> instance().state().equals("down"));
        assertThat(instance().why()).isEqualTo(url("127.0.0.1") + " answered /health with status 503.");
        assertThat(call().toString()).isEqualTo("{\"available\":5}");
        health = 200;
        await().until(() -> instance().state().equals("up"));

        assertThat(news).containsExactly("down", "up");
    }

    @Test
    void aNameIsLookedUpAndTheRequestIsForTheName() throws Exception {
        var address = URI.create("dns+" + url("localhost"));
        services.setInstances("stock", List.of(address));

        assertThat(instance().url().getHost()).isIn("127.0.0.1", "[0:0:0:0:0:0:0:1]");
        assertThat(services.lookups("stock").get(0).source()).isEqualTo(address);
        call();
        assertThat(requests.get(0)).isEqualTo("localhost:" + server.getAddress().getPort());
    }

    @Test
    void aNameThatIsNotKnownTakesNothingButItself() throws Exception {
        services.setInstances(
                "stock", List.of(URI.create("dns+http://nobody.invalid:80"), URI.create(url("127.0.0.1"))));

        assertThat(services.find("stock").orElseThrow().instances())
                .extracting(ServiceRegistry.Instance::url)
                .containsExactly(URI.create(url("127.0.0.1")));
        assertThat(services.lookups("stock").get(0).trouble()).isEqualTo("The name nobody.invalid is not known.");
        assertThat(call().toString()).isEqualTo("{\"available\":5}");
    }

    @Test
    void repliesThatDifferFromTheDocumentAreReportedOnce() throws Exception {
        services.setInstances("stock", List.of(URI.create(url("127.0.0.1"))));
        reply = "{\"available\": \"many\"}";

        call();
        call();
        await().until(() -> services.contract("stock").stream().anyMatch(report -> report.looked() == 2));

        assertThat(services.contract("stock").get(0).drifts())
                .extracting(Drift::path, Drift::expected, Drift::seen, Drift::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("available", "integer", "string", 2L));
        assertThat(news).containsExactly("available string");
    }

    @Test
    void aRefusedTokenIsReplacedOnceWithinTheCall() throws Exception {
        services.setInstances("stock", List.of(URI.create(url("127.0.0.1"))));
        accepted = "Bearer new";
        var old = new Sent(Security.BEARER, "old", () -> Optional.of(new Sent(Security.BEARER, "new")));
        var worse = new Sent(Security.BEARER, "old", () -> Optional.of(new Sent(Security.BEARER, "worse")));

        try (var tokens = new Invoker(services, (caller, service) -> List.of(old))) {
            assertThat(call(tokens).toString()).isEqualTo("{\"available\":5}");
        }
        assertThat(requests).hasSize(2);
        try (var tokens = new Invoker(services, (caller, service) -> List.of(worse))) {
            assertThatThrownBy(() -> call(tokens))
                    .cause()
                    .isInstanceOfSatisfying(CallRefused.class, refused -> assertThat(refused.body())
                            .isEqualTo("You sent Bearer [credential]"));
        }
        assertThat(requests).hasSize(4);
    }

    @Test
    void aTokenNobodyGivesIsAFailureInASentence() {
        services.setInstances("stock", List.of(URI.create(url("127.0.0.1"))));
        try (var none = new Invoker(services, (caller, service) -> {
            throw new CallCredentials.Unavailable(
                    "The token address https://login.test cannot be reached, so there is no token.");
        })) {
            assertThatThrownBy(() -> call(none))
                    .cause()
                    .hasMessage(
                            "[stock.getStock] The token address https://login.test cannot be reached, so there is no token. Nothing was sent.");
        }
    }

    private ServiceRegistry.Instance instance() {
        return services.find("stock").orElseThrow().instances().get(0);
    }

    private String url(String host) {
        return "http://%s:%d".formatted(host, server.getAddress().getPort());
    }

    private JsonNode call() throws Exception {
        return call(invoker);
    }

    private static JsonNode call(Invoker by) throws Exception {
        var outcome = new CompletableFuture<JsonNode>();
        by.call("stock", "getStock", null, Asked.NOTHING, "1", () -> {}, (reply, failure) -> {
            if (failure != null) outcome.completeExceptionally(failure);
            else outcome.complete(reply);
        });
        return outcome.get(10, TimeUnit.SECONDS);
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

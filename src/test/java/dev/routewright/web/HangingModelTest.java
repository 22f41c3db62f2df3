package dev.routewright.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.journal.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole runtime with a model that takes questions and never answers. */
class HangingModelTest {
    private static final String HELLO = """
            - route:
                id: hello
                from:
                  uri: platform-http:/hello
                  parameters: {httpMethodRestrict: GET}
                  steps:
                    - setBody: {id: greeting, jq: '{said: "hello"}'}
            """;

    @TempDir
    Path home;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void whatIsLiveAndTheControlPlaneAnswerWhileAModelHangs() throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/hello.camel.yaml"), HELLO);
        Files.writeString(home.resolve("routes/waiting.md"), "When a user places an order, check the stock.");
        try (var model = new Hanging()) {
            var ingress = aFreePort();
            try (var server = start(model, ingress)) {
                hanging(server, model, ingress);
            }
            try (var again = start(model, ingress)) {
                assertThat(get(URI.create("http://127.0.0.1:%d/hello".formatted(ingress)))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(version(again, "order1").path("status").asText()).isEqualTo("drafting");
                assertThat(post(again, "/api/integrations/order1/versions/1/cancel")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(version(again, "order0").path("status").asText()).isEqualTo("failed");
            }
        }
    }

    private void hanging(Server server, Hanging model, int ingress) {
        for (var i = 0; i < 5; i++)
            assertThat(send(
                                    "POST",
                                    server.control().resolve("/api/integrations"),
                                    Json.write(Map.of(
                                            "name", "order" + i, "description", "When an order comes, check it.")))
                            .statusCode())
                    .isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> model.asked.size() >= 2);

        var began = System.nanoTime();
        assertThat(get(server.control().resolve("/api/integrations")).statusCode())
                .isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(get(URI.create("http://127.0.0.1:%d/hello".formatted(ingress)))
                        .body())
                .isEqualTo("{\"said\":\"hello\"}");

        var asked = model.asked.size();
        for (var name : List.of("waiting", "order0"))
            assertThat(post(server, "/api/integrations/%s/versions/1/cancel".formatted(name))
                            .statusCode())
                    .isEqualTo(200);
        assertThat(version(server, "order0").path("status").asText()).isEqualTo("failed");
        // Those that waited have their turn.
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> model.asked.size() > asked);
    }

    private Server start(Hanging model, int ingress) {
        return Server.start(
                "--server.port=0",
                "--routewright.ingress.port=" + ingress,
                "--routewright.data-dir=" + home.resolve("data"),
                "--routewright.routes=" + home.resolve("routes"),
                "--routewright.kamelets=" + home.resolve("kamelets"),
                "--routewright.model.provider=openai",
                "--routewright.model.name=m",
                "--routewright.model.base-url=http://127.0.0.1:%d/v1".formatted(model.socket.getLocalPort()),
                "--routewright.model.timeout=10m");
    }

    private JsonNode version(Server server, String name) {
        try {
            return Json.MAPPER.readTree(get(server.control().resolve("/api/integrations/%s/versions/1".formatted(name)))
                    .body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(URI address) {
        return send("GET", address, "");
    }

    private HttpResponse<String> post(Server server, String path) {
        return send("POST", server.control().resolve(path), "{}");
    }

    private HttpResponse<String> send(String method, URI address, String body) {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(20))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!body.isEmpty()) request.header("Content-Type", "application/json");
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int aFreePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Accepts every connection and says nothing. */
    private static final class Hanging implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> asked = new CopyOnWriteArrayList<>();

        private Hanging() throws IOException {
            var accepting = new Thread(
                    () -> {
                        try {
                            while (true) asked.add(socket.accept());
                        } catch (IOException closed) {
                            // The test is over.
                        }
                    },
                    "hanging-model");
            accepting.setDaemon(true);
            accepting.start();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (var one : asked) one.close();
        }
    }
}

package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed while callers send messages that fail, at moments nobody chose. Whoever was told the id of a dead
 * letter finds it after the next start, and what was live is live.
 */
class CrashIT {
    private static final String NOBODY = "http://127.0.0.1:1";
    private static final String ROUTE = """
            - route:
                id: kept
                from:
                  uri: platform-http:/kept
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: input, name: check-input, expression: {jq: {expression: "{sku: .sku}"}}}
                    - to: {id: check, uri: "kamelet:inventory-getStock", variableSend: check-input, variableReceive: stock}
                    - setBody: {id: reply, expression: {jq: {expression: '{stock: variable("stock")}'}}}
            """;

    @TempDir
    Path home;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    @Test
    void whatACallerWasToldIsThereAfterAKill() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("routes")).resolve("kept.camel.yaml"), ROUTE);
        Files.writeString(home.resolve("routes").resolve("other.camel.yaml"), ROUTE.replace("kept", "other"));
        try (var app = App.start(home, List.of("kamelets"))) {
            awaitLive(app);
            app.useInstances("inventory", List.of(NOBODY));
            killUnderLoad(app, 15);
        }
        try (var app = App.start(home, List.of())) {
            awaitLive(app);
            assertThat(kept(app)).containsAll(told);
            assertThat(app.get("/api/services/inventory").at("/instances/0/url").asText())
                    .isEqualTo(NOBODY);
            app.handIn("unfinished", "When a user places an order, check the stock.", "en");
            killUnderLoad(app, 120);
        }
        try (var app = App.start(home, List.of())) {
            awaitLive(app);
            assertThat(kept(app)).hasSizeGreaterThan(100).containsAll(told);
            assertThat(app.get("/api/journal").at("/chain/holds").asBoolean()).isTrue();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !status(app, "unfinished").matches("drafting|rehearsing"));
        }
    }

    private void killUnderLoad(App app, int more) throws InterruptedException {
        new Callers(3, told, Duration.ofSeconds(30), () -> send(app)).killUnderLoad(app, more);
    }

    private void send(App app) {
        var letter = app.call("POST", "/kept", "{\"sku\":\"SKU-1\"}").json().path("deadLetter");
        if (letter.isTextual()) told.add(letter.asText());
    }

    private static void awaitLive(App app) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> status(app, "kept").equals("live")
                        && status(app, "other").equals("live"));
    }

    private static String status(App app, String name) {
        return app.get("/api/integrations/" + name).path("status").asText();
    }

    private static List<String> kept(App app) throws IOException {
        return app.get("/api/integrations/kept/dead-letters?limit=1000").findValues("id").stream()
                .map(JsonNode::asText)
                .toList();
    }
}

package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed while messages wait in groups. Each that its sender was told is taken is either delivered with a
 * group or a dead letter after the next start; and a claim of the memory that died with the process is free again.
 */
class OpenGroupsIT {
    private static final int CALLERS = 4;
    private static final String ROUTE = """
            - route:
                id: batches
                from:
                  uri: platform-http:/batches
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setBody: {id: one, expression: {jq: {expression: "{id: .id}"}}}
                    - aggregate:
                        id: gather
                        correlationExpression: {constant: {expression: all}}
                        aggregationStrategy: "#routewright.groupBodies"
                        completionSize: 7
                        completionTimeout: 600000
                        steps:
                          - setHeader: {id: name, name: CamelFileName, expression: {jq: {expression: '.[0].id + ".json" | gsub("[^0-9A-Za-z_.一-鿿-]"; "_") | sub("^[.]+"; "_")'}}}
                          - to: {id: write, uri: "file:out/batches"}
                    - setHeader: {id: status, name: CamelHttpResponseCode, expression: {constant: {expression: 202}}}
                    - setBody: {id: reply, expression: {jq: {expression: "{taken: true}"}}}
            """;

    @TempDir
    Path home;

    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void whatWaitedInAGroupWhenTheProcessWasKilledIsDeliveredOrADeadLetter() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("routes")).resolve("batches.camel.yaml"), ROUTE);
        try (var app = App.start(home, List.of("kamelets"))) {
            awaitLive(app);
            killUnderLoad(app);
        }
        try (var app = App.start(home, List.of())) {
            awaitLive(app);
            var there = delivered();
            assertThat(there).as("each in one group only").doesNotHaveDuplicates();
            var letters = app.get("/api/integrations/batches/dead-letters?limit=1000");
            assertThat(letters.findValuesAsText("cause")).isNotEmpty().allSatisfy(cause -> assertThat(cause)
                    .contains("waited in a group when the process stopped"));
            var known = new TreeSet<>(there);
            for (var id : letters.findValues("id"))
                known.add(body(app, id.asText()).path("id").asText());
            assertThat(known).containsAll(taken);
        }
    }

    private static JsonNode body(App app, String letter) throws Exception {
        var text = app.get("/api/integrations/batches/dead-letters/" + letter).path("body");
        return text.isTextual() ? new ObjectMapper().readTree(text.asText()) : text;
    }

    private List<String> delivered() throws Exception {
        var ids = new ArrayList<String>();
        var folder = home.resolve("data").resolve("files").resolve("out/batches");
        if (!Files.isDirectory(folder)) return ids;
        try (var files = Files.list(folder)) {
            for (var file : files.toList())
                new ObjectMapper()
                        .readTree(file.toFile())
                        .findValuesAsText("id")
                        .forEach(ids::add);
        }
        return ids;
    }

    private void killUnderLoad(App app) throws InterruptedException {
        var going = new AtomicBoolean(true);
        var callers = Executors.newFixedThreadPool(CALLERS);
        try {
            for (int i = 0; i < CALLERS; i++) callers.execute(() -> sendAgainAndAgain(app, going));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> taken.size() >= 100 && taken.size() % 7 != 0);
            app.kill();
        } finally {
            going.set(false);
            callers.shutdown();
            assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void sendAgainAndAgain(App app, AtomicBoolean going) {
        while (going.get()) {
            var id = "m" + number.incrementAndGet();
            try {
                if (app.call("POST", "/batches", "{\"id\":\"" + id + "\"}").status() == 202) taken.add(id);
            } catch (RuntimeException cutOff) {
                // It was killed before it could say that it has taken it.
            }
        }
    }

    private static void awaitLive(App app) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> app.get("/api/integrations/batches")
                        .path("status")
                        .asText()
                        .equals("live"));
    }
}

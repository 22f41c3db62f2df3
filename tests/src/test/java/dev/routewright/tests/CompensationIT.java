package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed between the calls of visits that are being booked. After the next start each visit has its room,
 * its guide and its confirmation, or nothing at all; and whoever was told that it is booked has everything.
 */
class CompensationIT {
    private static final String SERVICE = """
            openapi: 3.0.3
            info: {title: Booking, version: "1"}
            paths:
            %s
            """;
    private static final String OPERATIONS = """
              /%1$s/{visit}:
                put:
                  operationId: keep%2$s
                  summary: Keep it for the visit
                  parameters: [{name: visit, in: path, required: true, schema: {type: string}}]
                  responses: {"200": {description: Kept, content: {application/json: {schema: {type: object}, example: {kept: true}}}}}
                delete:
                  operationId: release%2$s
                  summary: Release what was kept for the visit
                  parameters: [{name: visit, in: path, required: true, schema: {type: string}}]
                  responses: {"200": {description: Released, content: {application/json: {schema: {type: object}, example: {kept: false}}}}}
            """;
    private static final String ROUTE = """
            - route:
                id: visits
                from:
                  uri: platform-http:/visits
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: visit, name: visit, jq: '{visit: .visit}'}
                    - to: {id: note-room, uri: "kamelet:booking-releaseRoom", parameters: {compensation: true}, variableSend: visit, variableReceive: noted}
                    - to: {id: room, uri: "kamelet:booking-keepRoom", variableSend: visit, variableReceive: room}
                    - to: {id: note-guide, uri: "kamelet:booking-releaseGuide", parameters: {compensation: true}, variableSend: visit, variableReceive: noted}
                    - to: {id: guide, uri: "kamelet:booking-keepGuide", variableSend: visit, variableReceive: guide}
                    - to: {id: note-visit, uri: "kamelet:booking-releaseVisit", parameters: {compensation: true}, variableSend: visit, variableReceive: noted}
                    - to: {id: confirm, uri: "kamelet:booking-keepVisit", variableSend: visit, variableReceive: confirmed}
                    - setBody: {id: booked, jq: 'variable("visit")'}
            """;

    private static final String UNDONE =
            "The process stopped while the message was under way\\. (.*\\. )?Undone: booking\\.release.*";
    /** Killed after the message was kept and before the first call that undoes was noted, so before any other. */
    private static final String NOTHING_BEGUN =
            "The process stopped while the message was under way; parts of it may have been done.";

    @TempDir
    Path home;

    private final Map<String, Set<String>> kept = new ConcurrentHashMap<>(Map.of(
            "rooms", ConcurrentHashMap.newKeySet(),
            "guides", ConcurrentHashMap.newKeySet(),
            "visits", ConcurrentHashMap.newKeySet()));
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer booking;

    @BeforeEach
    void openBooking() throws IOException {
        booking = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 64);
        booking.createContext("/", this::book);
        booking.setExecutor(threads);
        booking.start();
    }

    @AfterEach
    void closeBooking() {
        booking.stop(0);
        threads.shutdownNow();
    }

    private void book(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().split("/");
        exchange.getRequestBody().readAllBytes();
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1, 8));
        } catch (InterruptedException closing) {
            return;
        }
        var all = kept.get(path[1]);
        boolean keeps = exchange.getRequestMethod().equals("PUT");
        if (keeps) all.add(path[2]);
        else all.remove(path[2]);
        var answer = "{\"kept\":%s}".formatted(keeps).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        try (var out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }

    @Test
    void everyVisitIsBookedWholeOrNotAtAllAfterAKill() throws Exception {
        var operations = OPERATIONS.formatted("rooms", "Room")
                + OPERATIONS.formatted("guides", "Guide")
                + OPERATIONS.formatted("visits", "Visit");
        int undone = 0;
        try (var app = App.start(home, List.of("kamelets"))) {
            Files.writeString(home.resolve("kamelets").resolve("booking.openapi.yaml"), SERVICE.formatted(operations));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> app.get("/api/services").toString().contains("\"booking\""));
            Files.writeString(Files.createDirectories(home.resolve("routes")).resolve("visits.camel.yaml"), ROUTE);
            app.useInstances(
                    "booking",
                    List.of("http://127.0.0.1:" + booking.getAddress().getPort()));
            awaitLive(app);
            killUnderLoad(app, 100);
        }
        for (int more : List.of(30, 0)) {
            try (var app = App.start(home, List.of())) {
                awaitLive(app);
                await().atMost(Duration.ofSeconds(30)).until(() -> app.get("/api/integrations/visits/outbox")
                        .findValues("id")
                        .isEmpty());
                assertThat(kept.get("rooms")).isEqualTo(kept.get("visits"));
                assertThat(kept.get("guides")).isEqualTo(kept.get("visits"));
                assertThat(kept.get("visits")).containsAll(told);
                var letters = app.deadLetters("visits");
                assertThat(letters)
                        .hasSizeGreaterThan(undone)
                        .extracting(CompensationIT::cause)
                        .allMatch(cause -> cause.matches(UNDONE) || cause.equals(NOTHING_BEGUN));
                assertThat(letters).extracting(CompensationIT::cause).anyMatch(cause -> cause.matches(UNDONE));
                undone = letters.size();
                if (more > 0) killUnderLoad(app, more);
            }
        }
    }

    private static String cause(JsonNode letter) {
        return letter.path("cause").asText();
    }

    private static void awaitLive(App app) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> app.get("/api/integrations/visits")
                        .path("status")
                        .asText()
                        .equals("live"));
    }

    private void killUnderLoad(App app, int more) throws InterruptedException {
        new Callers(6, told, Duration.ofSeconds(60), () -> book(app)).killUnderLoad(app, more);
    }

    private void book(App app) {
        var visit = "V-" + numbers.incrementAndGet();
        if (app.call("POST", "/visits", "{\"visit\":\"%s\"}".formatted(visit)).status() == 200) told.add(visit);
    }
}

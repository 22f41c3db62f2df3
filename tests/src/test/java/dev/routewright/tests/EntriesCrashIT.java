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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed three times while records and files come in. Afterwards each is done or among the dead letters,
 * and what is marked idempotent was done once: the service counts by idempotency key, the output by name.
 */
class EntriesCrashIT {
    private static final int RECORDS = 600;
    private static final int FILES = 150;
    private static final int KILLS = 3;
    private static final String STEPS = """
                  steps:
                    - setVariable: {id: message, name: message, jq: .}
                    - setVariable: {id: claim-input, name: claim-input, jq: '{key: ("ENTRY-" + variable("message").id)}'}
                    - to: {id: claim, uri: "kamelet:memory-begin", variableSend: claim-input, variableReceive: claim}
                    - choice:
                        id: seen
                        when:
                          - jq: variable("claim").state == "done"
                            steps:
                              - log: {id: again, message: "It was done before."}
                        otherwise:
                          steps:
                            - setVariable: {id: book-input, name: book-input, jq: '{id: variable("message").id, "Idempotency-Key": ("ENTRY-" + variable("message").id)}'}
                            - to: {id: book, uri: "kamelet:booking-book", variableSend: book-input, variableReceive: booked}
                            - setBody: {id: written, jq: 'variable("booked")'}
                            - setHeader: {id: name, name: CamelFileName, jq: '("ENTRY-" + variable("message").id + ".json") | gsub("[^0-9A-Za-z_.一-鿿-]"; "_") | sub("^[.]+"; "_")'}
                            - to: {id: write, uri: "file:crash/out"}
                            - setVariable: {id: done-input, name: done-input, jq: '{key: variable("claim-input").key, value: variable("booked")}'}
                            - to: {id: done, uri: "kamelet:memory-complete", variableSend: done-input, variableReceive: done}
            """;
    private static final String RECORD_ROUTE = """
            - route:
                id: records
                from:
                  uri: kafka:crash.in
            """ + STEPS.replace("ENTRY", "record");
    private static final String FILE_ROUTE = """
            - route:
                id: files
                from:
                  uri: file:crash/in
                  parameters: {delay: 1000, initialDelay: 0}
            """ + STEPS.replace("ENTRY", "file");
    private static final String SERVICE = """
            openapi: 3.0.3
            info: {title: Booking, version: "1", x-name: booking}
            servers: [{url: "http://127.0.0.1:PORT"}]
            paths:
              /bookings:
                post:
                  operationId: book
                  summary: Books something, once for each key
                  parameters:
                    - {name: Idempotency-Key, in: header, required: true, schema: {type: string}}
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {type: object, required: [id], properties: {id: {type: string}}}
                  responses:
                    "200":
                      description: It is booked.
                      content:
                        application/json:
                          schema: {type: object, properties: {id: {type: string}}}
                          example: {id: "1"}
            """;

    @TempDir
    Path home;

    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    @Test
    void nothingThatCameInIsLostOrDoneTwice() throws Exception {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newCachedThreadPool());
        service.createContext("/bookings", this::book);
        service.start();
        prepare(service.getAddress().getPort());
        try (var topics = new Topics(List.of("crash.in", "crash.dead-letters"))) {
            var sender = new Thread(() -> send(topics));
            sender.start();
            for (int kill = 1; kill <= KILLS; kill++)
                try (var app = start(topics)) {
                    int enough = calls.size() + 60;
                    await().atMost(Duration.ofSeconds(40))
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> calls.size() >= enough);
                    app.kill();
                }
            sender.join();
            try (var app = start(topics)) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(whereTheyAre(app)).containsAll(expected()));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> topics.values("crash.dead-letters").size()
                                >= letters(app, "records").size()
                                        + letters(app, "files").size());
                account(app, topics);
            }
        } finally {
            service.stop(0);
        }
    }

    private void account(App app, Topics topics) {
        var recordLetters = letters(app, "records");
        var fileLetters = letters(app, "files");
        var effects = calls.values().stream().mapToInt(AtomicInteger::get).sum();
        var done = names("crash/out");
        System.out.printf(
                "accounting after %d kills: %d records and %d files came in; %d outputs, %d dead letters (%d records, %d "
                        + "files; %d messages kept twice), %d on the dead-letter topic; the service was called %d times "
                        + "with %d keys%n",
                KILLS,
                RECORDS,
                FILES,
                done.size(),
                recordLetters.size() + fileLetters.size(),
                recordLetters.size(),
                fileLetters.size(),
                recordLetters.size() + fileLetters.size() - bad(RECORDS) - bad(FILES),
                topics.values("crash.dead-letters").size(),
                effects,
                calls.size());
        assertThat(calls.keySet()).isEqualTo(expected());
        assertThat(done).hasSize(RECORDS + FILES - bad(RECORDS) - bad(FILES));
        // Only what was under way at a kill is called again, under the same key.
        assertThat(calls.entrySet().stream()
                        .filter(c -> !isBad(c.getKey()))
                        .filter(c -> c.getValue().get() > 1)
                        .count())
                .isLessThanOrEqualTo(2L * KILLS);
        assertThat(names("crash/in")).isEmpty();
        assertThat(names("crash/in/.done").size() + names("crash/in/.failed").size())
                .isEqualTo(FILES);
    }

    /** Keys of all that is at its end: its output is there, or it is a dead letter. */
    private Set<String> whereTheyAre(App app) {
        var all = new HashSet<String>();
        names("crash/out").forEach(name -> all.add(name.replace(".json", "")));
        for (var kind : List.of("record", "file"))
            for (var letter : letters(app, kind + "s"))
                all.add(kind + "-" + text(app, kind + "s", letter).replaceAll("\\D", ""));
        return all;
    }

    private static String text(App app, String integration, JsonNode letter) {
        var one = app.get("/api/integrations/%s/dead-letters/%s"
                .formatted(integration, letter.path("id").asText()));
        return one.findPath("body").asText();
    }

    private static List<JsonNode> letters(App app, String integration) {
        var list = new ArrayList<JsonNode>();
        var answer = app.get("/api/integrations/" + integration + "/dead-letters?limit=1000");
        (answer.isArray() ? answer : answer.path("items")).forEach(list::add);
        return list;
    }

    private static Set<String> expected() {
        var all = new HashSet<String>();
        IntStream.range(0, RECORDS).forEach(n -> all.add("record-" + n));
        IntStream.range(0, FILES).forEach(n -> all.add("file-" + n));
        return all;
    }

    private static boolean isBad(String key) {
        return key.endsWith("7");
    }

    private static int bad(int of) {
        return (int) IntStream.range(0, of).filter(n -> n % 10 == 7).count();
    }

    private void send(Topics topics) {
        try {
            var folder = Files.createDirectories(home.resolve("data/files/crash/in"));
            for (int n = 0; n < RECORDS; n++) {
                topics.send("crash.in", "{\"id\":\"%d\"}".formatted(n));
                if (n < FILES) Files.writeString(folder.resolve("file-" + n + ".json"), "{\"id\":\"%d\"}".formatted(n));
                LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void book(HttpExchange exchange) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        calls.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
        var reply = "{\"id\":\"%s\"}".formatted(key).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(isBad(key) ? 422 : 200, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private void prepare(int port) throws IOException {
        var kamelets = Files.createDirectories(home.resolve("kamelets"));
        try (var shipped = Files.list(Path.of("..", "kamelets"))) {
            for (var file : shipped.collect(Collectors.toList()))
                Files.copy(file, kamelets.resolve(file.getFileName()));
        }
        Files.writeString(kamelets.resolve("booking.openapi.yaml"), SERVICE.replace("PORT", String.valueOf(port)));
        var routes = Files.createDirectories(home.resolve("routes"));
        Files.writeString(routes.resolve("records.camel.yaml"), RECORD_ROUTE);
        Files.writeString(routes.resolve("files.camel.yaml"), FILE_ROUTE);
    }

    private App start(Topics topics) throws IOException {
        return App.start(
                home,
                List.of(),
                "--routewright.kafka.brokers=" + topics.brokers(),
                "--routewright.dead-letters.topic=crash.dead-letters");
    }

    private List<String> names(String folder) {
        var found = home.resolve("data/files").resolve(folder).toFile().list((dir, name) -> !name.startsWith("."));
        return found == null ? List.of() : List.of(found);
    }
}

package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.tests.Farm.Mode;
import dev.routewright.tests.OpenLoop.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A flow of three mediated calls under constant load, while instances of its services die, hang, answer 500 and come back.
 * Every request has to be accounted for: answered, kept as a dead letter, or refused with nothing done; and what the
 * services say they did has to agree. The services are another process, so that threads and memory of the product are its
 * own. Prints what it saw as tables.
 */
final class LoadRun {
    private static final List<String> SERVICES = List.of("depot", "booking", "courier");
    private static final List<String> BALANCING = List.of("round-robin", "least-response-time", "random");
    private static final int INSTANCES = 3;
    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: %1$s, version: "1"}
            paths:
              /%1$s/{orderId}:
                %2$s:
                  operationId: act
                  parameters:
                    - {name: orderId, in: path, required: true, schema: {type: string}}
                  responses:
                    '200':
                      description: Done
                      content:
                        application/json:
                          schema: {type: object, properties: {available: {type: integer}, reference: {type: string}}}
            """;
    private static final String ROUTE = """
            - route:
                id: load
                from:
                  uri: platform-http:/load
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: order, name: order, expression: {jq: {expression: "{orderId: .orderId}"}}}
                    - to: {id: depot, uri: "kamelet:depot-act", variableSend: order, variableReceive: stock}
                    - to: {id: booking, uri: "kamelet:booking-act", variableSend: order, variableReceive: booked}
                    - to: {id: courier, uri: "kamelet:courier-act", variableSend: order, variableReceive: sent}
                    - setBody: {id: reply, expression: {jq: {expression: '{booked: variable("booked").reference, sent: variable("sent").reference}'}}}
            """;

    private final Path home;
    private final int perSecond;
    private final Duration howLong;
    private final Duration warmUp;
    private final List<String> looks = new ArrayList<>();
    private boolean sawOneRest;

    LoadRun(Path home, int perSecond, Duration howLong, Duration warmUp) {
        this.home = home;
        this.perSecond = perSecond;
        this.howLong = howLong;
        this.warmUp = warmUp;
    }

    /** @param strict waits until idle threads are gone, and expects a machine with nothing else to do */
    void run(List<String> jvm, boolean strict) throws IOException, InterruptedException {
        try (var farm = new Farm.Process(SERVICES.size() * INSTANCES, 1);
                var app = App.start(home, jvm, List.of("kamelets"))) {
            goLive(app, farm);
            var loop = new OpenLoop(app.ingress(), "/load", perSecond, 900);
            var warm = loop.send(warmUp, i -> "{\"orderId\":\"w" + i + "\"}");
            var spread = spread(app);
            var before = Body.of(app);
            look(app, "before");

            var trouble = new Thread(() -> makeTrouble(farm), "trouble");
            trouble.setDaemon(true);
            trouble.start();
            var watch = new Thread(() -> watch(app), "watch");
            watch.setDaemon(true);
            watch.start();
            var sent = loop.send(howLong, i -> "{\"orderId\":\"m" + i + "\"}");
            trouble.join();
            watch.join();

            look(app, "after");
            int threads = before.threads + (strict ? 32 : 250);
            var after = Body.of(app);
            if (strict)
                // Those that rested for a minute go.
                for (int i = 0; i < 24 && after.threads > threads; i++) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
                    after = Body.of(app);
                }
            var account = new Account(app, farm);
            account.take(warm, "w");
            account.take(sent, "m");
            print(sent, account, before, after, spread);
            account.holds();
            // A machine that is busy with other things makes breakers open before anything is wrong.
            int least = strict ? 25 : 5;
            assertThat(spread)
                    .as("attempts of a hundred at each of three in turn, while all are well")
                    .hasSize(INSTANCES)
                    .allMatch(share -> share > least);
            assertThat(sawOneRest)
                    .as("a breaker was open while an instance did not answer")
                    .isTrue();
            assertThat(after.threads).as("threads").isLessThanOrEqualTo(threads);
            assertThat(after.megabytes).as("heap").isLessThanOrEqualTo(before.megabytes + 64);
        }
    }

    private void goLive(App app, Farm.Process farm) throws IOException {
        for (int s = 0; s < SERVICES.size(); s++) {
            var name = SERVICES.get(s);
            app.register(name, DOCUMENT.formatted(name, s == 0 ? "get" : "post"));
            app.useInstances(name, farm.urls().subList(s * INSTANCES, (s + 1) * INSTANCES));
            app.mediate(
                    name,
                    Map.of(
                            "timeout",
                            "1s",
                            "retries",
                            2,
                            "retryDelay",
                            "100ms",
                            "breakerWindow",
                            20,
                            "breakerWait",
                            "2s",
                            "balancing",
                            BALANCING.get(s)));
        }
        var routes = Files.createDirectories(home.resolve("routes"));
        Files.writeString(routes.resolve("load.camel.yaml"), ROUTE);
        await().atMost(Duration.ofSeconds(60)).until(() -> app.get("/api/integrations/load")
                .path("status")
                .asText()
                .equals("live"));
    }

    /** Depot is instances 0 to 2, booking 3 to 5, courier 6 to 8. Times are shares of the whole. */
    private void makeTrouble(Farm.Process farm) {
        long begin = System.nanoTime();
        record Turn(double at, int instance, Mode mode) {}
        for (var turn : List.of(
                new Turn(0.08, 0, Mode.DEAD),
                new Turn(0.16, 4, Mode.HANGING),
                new Turn(0.22, 0, Mode.WELL),
                new Turn(0.30, 4, Mode.WELL),
                new Turn(0.34, 8, Mode.FAILING),
                new Turn(0.44, 8, Mode.WELL),
                new Turn(0.48, 3, Mode.SLOW),
                new Turn(0.54, 0, Mode.DEAD),
                new Turn(0.54, 1, Mode.DEAD),
                new Turn(0.60, 3, Mode.WELL),
                new Turn(0.64, 0, Mode.WELL),
                new Turn(0.64, 1, Mode.WELL),
                new Turn(0.70, 6, Mode.FAILING),
                new Turn(0.70, 7, Mode.FAILING),
                new Turn(0.70, 8, Mode.FAILING),
                new Turn(0.73, 6, Mode.WELL),
                new Turn(0.73, 7, Mode.WELL),
                new Turn(0.73, 8, Mode.WELL),
                new Turn(0.80, 5, Mode.HANGING),
                new Turn(0.80, 2, Mode.FAILING),
                new Turn(0.88, 5, Mode.WELL),
                new Turn(0.88, 2, Mode.WELL))) {
            long due = begin + (long) (turn.at * howLong.toNanos());
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            farm.be(turn.instance, turn.mode);
        }
    }

    private void watch(App app) {
        long begin = System.nanoTime();
        long pause = Math.max(TimeUnit.SECONDS.toNanos(1), howLong.toNanos() / 12);
        for (long due = begin + pause; due < begin + howLong.toNanos(); due += pause) {
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            look(app, "%.0f s".formatted((due - begin) / 1e9));
        }
    }

    /** A line of what the product's figures say now. */
    private void look(App app, String when) {
        var metrics = app.get("/api/metrics");
        var line = new StringBuilder("| %s |".formatted(when));
        for (var name : SERVICES) {
            var service = named(metrics.path("services"), "service", name);
            line.append(" %.0f/s p99 %.0f ms, retries %d:"
                    .formatted(
                            service.path("callsPerSecond").asDouble(),
                            service.at("/latency/p99").asDouble(),
                            service.path("retries").asLong()));
            for (var instance : service.path("instances")) {
                boolean rests = instance.path("breaker").asText().equals("open");
                sawOneRest |= rests;
                line.append(" %d%s".formatted(instance.path("attempts").asLong(), rests ? "⊘" : ""));
            }
            line.append(" |");
        }
        var flow = named(metrics.path("integrations"), "integration", "load");
        line.append(" %.0f/s p99 %.0f ms, %d kept, %d under way | %d/%d/%d |"
                .formatted(
                        flow.path("messagesPerSecond").asDouble(),
                        flow.at("/latency/p99").asDouble(),
                        flow.path("kept").asLong(),
                        flow.path("underWay").asLong(),
                        metrics.at("/connections/leased").asLong(),
                        metrics.at("/connections/available").asLong(),
                        metrics.at("/connections/pending").asLong()));
        looks.add(line.toString());
    }

    private static List<Double> spread(App app) {
        var attempts = new ArrayList<Double>();
        named(app.get("/api/metrics").path("services"), "service", SERVICES.get(0))
                .path("instances")
                .forEach(instance -> attempts.add(instance.path("attempts").asDouble()));
        double all = attempts.stream().mapToDouble(a -> a).sum();
        return attempts.stream().map(a -> 100 * a / all).toList();
    }

    static JsonNode named(JsonNode list, String key, String name) {
        for (var one : list) if (one.path(key).asText().equals(name)) return one;
        return list.path(-1);
    }

    private void print(Sent[] sent, Account account, Body before, Body after, List<Double> spread) {
        var all = Latencies.of(List.of(sent).stream().mapToLong(Sent::nanos).toArray());
        var done = Latencies.of(List.of(sent).stream()
                .filter(s -> s.status() / 100 == 2)
                .mapToLong(Sent::nanos)
                .toArray());
        System.out.printf(
                Locale.ROOT,
                "%n%d requests a second for %d s, warmed up for %d s%n%n",
                perSecond,
                howLong.toSeconds(),
                warmUp.toSeconds());
        account.print();
        System.out.println("\n| milliseconds since due | p50 | p95 | p99 | p99.9 | worst |\n|---|---|---|---|---|---|");
        row("all", all);
        row("answered", done);
        System.out.println("\n| the product's own figures | " + String.join(" | ", SERVICES)
                + " | flow | connections in use/idle/waited for |\n|---|---|---|---|---|---|");
        looks.forEach(System.out::println);
        System.out.println("\nAfter each service: attempts at its three instances; ⊘ while its breaker is open.");
        System.out.printf(
                Locale.ROOT,
                "%n| the product's process | before | after |%n|---|---|---|%n| threads | %d | %d |%n"
                        + "| MB of heap after GC | %.0f | %.0f |%n%nRound robin while all were well: %s %%%n",
                before.threads,
                after.threads,
                before.megabytes,
                after.megabytes,
                spread.stream().map("%.1f"::formatted).toList());
    }

    private static void row(String name, Latencies nanos) {
        System.out.printf(
                Locale.ROOT,
                "| %s (%d) | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                nanos.count(),
                nanos.millis(0.5),
                nanos.millis(0.95),
                nanos.millis(0.99),
                nanos.millis(0.999),
                nanos.millis(1));
    }

    /** What the process is made of, garbage aside. */
    private record Body(int threads, double megabytes) {
        static Body of(App app) throws IOException, InterruptedException {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            new ProcessBuilder(jcmd, String.valueOf(app.pid()), "GC.run")
                    .start()
                    .waitFor(20, TimeUnit.SECONDS);
            return new Body(
                    (int) meter(app, "jvm.threads.live"), meter(app, "jvm.memory.used?tag=area:heap") / (1 << 20));
        }

        private static double meter(App app, String name) {
            return app.get("/actuator/metrics/" + name)
                    .at("/measurements/0/value")
                    .asDouble();
        }
    }
}

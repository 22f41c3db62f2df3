package dev.routewright.tests;

import static org.awaitility.Awaitility.await;

import dev.routewright.tests.ClosedLoop.Caller;
import dev.routewright.tests.ClosedLoop.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HTTP in, one call, HTTP out, at 200 callers: the packaged runtime, a plain Camel route, and a Spring MVC handler with
 * RestClient. Each is a process of its own with the same heap, the service another, the callers a third; rounds in turn.
 * Run on purpose, not with the tests: {@code ./mvnw verify -pl tests -am -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=PassThroughBenchmark -Dfailsafe.failIfNoSpecifiedTests=false};
 * {@code -Dbench.seconds=}, {@code -Dbench.rounds=} and {@code -Dbench.callers=} say how long and how many.
 */
class PassThroughBenchmark {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int CALLERS = Integer.getInteger("bench.callers", 200);
    private static final List<String> HEAP = List.of("-Xmx512m", "-Xms512m");

    @Test
    void printsWhatPassingThroughCosts(@TempDir Path home) throws IOException, InterruptedException {
        try (var service = Child.start(QuickService.class, List.of("-Xmx128m"))) {
            var url = "http://127.0.0.1:" + service.hear();
            try (var camel = Child.start(PlainCamel.class, HEAP, url);
                    var spring = Child.start(PlainSpring.class, HEAP, url);
                    var app = App.start(home, HEAP, List.of("kamelets"))) {
                app.register("stock", StockFlow.DOCUMENT);
                app.useInstances("stock", List.of(url));
                // One instance gets all the callers there are, which is more than it would be sent otherwise.
                app.mediate("stock", Map.of("bulkhead", CALLERS + 50));
                var routes = Files.createDirectories(home.resolve("routes"));
                Files.writeString(routes.resolve("pass.camel.yaml"), StockFlow.route("pass"));
                await().atMost(Duration.ofSeconds(60)).until(() -> app.get("/api/integrations/pass")
                        .path("status")
                        .asText()
                        .equals("live"));
                var ports = new LinkedHashMap<String, Integer>();
                ports.put("Routewright", app.ingress());
                ports.put("plain Camel", port(camel));
                ports.put("Spring MVC, RestClient", port(spring));
                measure(ports);
            }
        }
    }

    private static int port(Child child) throws IOException {
        for (var line = child.hear(); ; line = child.hear())
            if (line.startsWith("port ")) return Integer.parseInt(line.substring(5));
    }

    private static void measure(Map<String, Integer> ports) throws InterruptedException {
        var results = new LinkedHashMap<String, List<Result>>();
        for (int round = -2; round < ROUNDS; round++)
            for (var port : ports.entrySet()) {
                var result = ClosedLoop.run(CALLERS, Duration.ofSeconds(SECONDS), () -> caller(port.getValue()));
                if (round >= 0)
                    results.computeIfAbsent(port.getKey(), name -> new ArrayList<>())
                            .add(result);
            }
        System.out.printf(
                "%n| %d callers | requests/s | p50 ms | p99 ms | worst ms |%n|---|---|---|---|---|%n", CALLERS);
        results.forEach((name, rounds) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.1f | %.1f |%n",
                name,
                Result.median(rounds),
                Result.median(rounds, 0.5),
                Result.median(rounds, 0.99),
                Result.median(rounds, 1)));
        System.out.println(
                "\nMedians of " + ROUNDS + " rounds of " + SECONDS + " s each, in turn, after two to warm up.");
    }

    private static Caller caller(int port) {
        var http = new RawHttp(port, 30_000);
        return new Caller() {
            @Override
            public void call() throws IOException {
                var answer = http.post("/pass", StockFlow.ORDER);
                if (answer.status() != 200 || !answer.body().equals(StockFlow.ANSWER))
                    throw new IllegalStateException("The answer was " + answer);
            }

            @Override
            public void close() {
                http.close();
            }
        };
    }
}

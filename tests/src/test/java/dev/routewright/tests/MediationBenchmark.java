package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cell.CamelCells;
import dev.routewright.cell.CellRuntime;
import dev.routewright.cell.Settings;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.operations.Figures;
import dev.routewright.outbox.Begun;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Letters;
import dev.routewright.outbox.Outbox;
import dev.routewright.outbox.PassingOutbox;
import dev.routewright.route.Grant;
import dev.routewright.services.CallCredentials;
import dev.routewright.services.Invoker;
import dev.routewright.services.LiveServices;
import dev.routewright.services.Mediation;
import dev.routewright.services.PassingMemory;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.tests.ClosedLoop.Caller;
import dev.routewright.tests.ClosedLoop.Result;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
 * What a call through a cell costs beside the same call written by hand in Camel: with the same protections, and with
 * none. One process for the callers, another for the service; rounds in turn, so that whatever else the machine does
 * falls on all. The message comes in as bytes and leaves as bytes, without the HTTP server, which is another one for
 * everybody. Run on purpose, not with the tests: {@code ./mvnw verify -pl tests -am -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=MediationBenchmark -Dfailsafe.failIfNoSpecifiedTests=false};
 * {@code -Dbench.seconds=} and {@code -Dbench.rounds=} say how long, {@code -Dbench.least=0.9} fails below that.
 */
class MediationBenchmark {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 3);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final double LEAST = Double.parseDouble(System.getProperty("bench.least", "0"));
    private static final List<Integer> CALLERS = List.of(1, 8, 64);
    private static final byte[] ORDER = StockFlow.ORDER.getBytes(StandardCharsets.UTF_8);
    private static final String ROUTE = StockFlow.route("bench");

    @Test
    void printsWhatMediationCosts(@TempDir Path home) throws Exception {
        try (var service = Child.start(QuickService.class, List.of("-Xmx128m"))) {
            var url = "http://127.0.0.1:" + service.hear();
            var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            try (var bare = new BareCamel(url, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
                    var services = new LiveServices(OpenApiServices::read, new NoStore(), Mediation.DEFAULT);
                    var figures = new Figures(meters, services);
                    var invoker = new Invoker(services, CallCredentials.NONE, figures);
                    var cells = cells(home, services, invoker, figures)) {
                services.register("stock", StockFlow.DOCUMENT);
                services.setInstances("stock", List.of(URI.create(url)));
                cells.switchTo(new CellRuntime.Version("bench", 1, ROUTE, grant(services)));
                var ways = new LinkedHashMap<String, Caller>();
                ways.put("cell", () -> same(throughCell(cells)));
                ways.put("protected", () -> same(bare.call("protected", ORDER)));
                ways.put("plain", () -> same(bare.call("plain", ORDER)));
                for (int i = 0; i < 4; i++)
                    for (var way : ways.values()) ClosedLoop.run(8, Duration.ofSeconds(SECONDS), () -> way);
                measure(ways);
            }
        }
    }

    private static void measure(Map<String, Caller> ways) throws InterruptedException {
        System.out.println(
                "\n| callers | bare Camel, no protection | bare Camel, protected | cell | cell / protected | cell /"
                        + " no protection | p99 ms: plain, protected, cell |\n|---|---|---|---|---|---|---|");
        var ratios = new ArrayList<Double>();
        for (int callers : CALLERS) {
            var results = new LinkedHashMap<String, List<Result>>();
            for (int round = 0; round < ROUNDS; round++)
                for (var way : ways.entrySet())
                    results.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(ClosedLoop.run(callers, Duration.ofSeconds(SECONDS), way::getValue));
            double cell = Result.median(results.get("cell"));
            double guarded = Result.median(results.get("protected"));
            double plain = Result.median(results.get("plain"));
            ratios.add(cell / guarded);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f/s | %.0f/s | %.0f/s | %.2f | %.2f | %.2f, %.2f, %.2f |%n",
                    callers,
                    plain,
                    guarded,
                    cell,
                    cell / guarded,
                    cell / plain,
                    Result.median(results.get("plain"), 0.99),
                    Result.median(results.get("protected"), 0.99),
                    Result.median(results.get("cell"), 0.99));
        }
        System.out.println("\nMedians of " + ROUNDS + " rounds of " + SECONDS + " s each, in turn.");
        assertThat(ratios).allMatch(ratio -> ratio >= LEAST);
    }

    private static void same(String answer) {
        if (!answer.equals(StockFlow.ANSWER)) throw new IllegalStateException("The answer was " + answer);
    }

    private static String throughCell(CamelCells cells) {
        var message = new CellRuntime.Message(
                new Grant.Entry("http", "POST", "/bench"), Map.of("Content-Type", "application/json"), ORDER);
        return cells.replay("bench", message).body();
    }

    private static CamelCells cells(Path home, LiveServices services, Invoker invoker, Figures figures) {
        var settings = Settings.of(home).withIngress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new CamelCells(
                settings,
                invoker,
                new PassingMemory(),
                Outbox.onStage(new PassingOutbox(letter -> {}), invoker, new NoLetters()),
                services,
                ServiceKamelets::yaml,
                Policy.standard().permitted(),
                failure -> {
                    throw new IllegalStateException(failure.cause());
                },
                attempt -> {},
                figures);
    }

    private static Grant grant(LiveServices services) {
        var inspection = new Inspector(Policy.standard())
                .inspect(
                        ROUTE,
                        services.all().stream()
                                .map(ServiceRegistry.Registered::service)
                                .toList());
        assertThat(inspection.grant().entries()).as("%s", inspection.findings()).isNotEmpty();
        return inspection.grant();
    }

    private static final class NoLetters implements Letters {
        @Override
        public String keep(Call call, String cause) {
            throw new IllegalStateException(cause);
        }

        @Override
        public void note(String letter, String cause) {}

        @Override
        public void undone(Begun begun, String sentence) {}
    }

    private static final class NoStore implements ServiceRegistry.Store {
        @Override
        public List<Stored> load() {
            return List.of();
        }

        @Override
        public void save(Stored service) {}

        @Override
        public void delete(String name) {}
    }
}

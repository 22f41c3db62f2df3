package dev.routewright.operations;

import dev.routewright.integration.FakeServices;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallListener.Attempt;
import dev.routewright.services.CallListener.Call;
import dev.routewright.services.CallListener.Outcome;
import dev.routewright.services.Target.Result;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What it costs to be counted. Run on purpose, not with the tests: {@code ./mvnw -pl src -am test
 * -Dtest=FiguresBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class FiguresBenchmark {
    private static final int RECORDS = 2_000_000;
    private static final int SERVICES = 500;

    @Test
    void printsWhatARecordCosts() {
        var services = new FakeServices();
        var place = URI.create("http://one:8080");
        services.register("stock", "openapi getStock");
        services.setInstances("stock", List.of(place));
        try (var figures = new Figures(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), services)) {
            var heard = figures.starts("order");
            var calling = heard.step("check", true);
            var mapping = heard.step("map", false);
            print(
                    "a call",
                    nanos -> figures.called(new Call(Caller.NOBODY, "stock", "getStock", Outcome.REPLY, 1, nanos)));
            print(
                    "an attempt",
                    nanos -> figures.attempted(new Attempt("stock", "getStock", place, Result.GOOD, nanos)));
            print("a message", nanos -> heard.ended(dev.routewright.cell.MessageListener.End.DONE, nanos));
            print("a step that calls", nanos -> calling.passed(false, nanos));
            print("any other step", nanos -> mapping.passed(false, 0));
        }
        for (int i = 0; i < SERVICES; i++) services.register("s" + i, "openapi getStock");
        long before = used();
        try (var figures = new Figures(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), services)) {
            for (int i = 0; i < SERVICES; i++)
                figures.called(new Call(Caller.NOBODY, "s" + i, "getStock", Outcome.REPLY, 1, 1_000_000L + i));
            System.out.printf("%-30s %8d bytes%n", "one service of one operation", (used() - before) / SERVICES);
        }
    }

    private static void print(String what, Record record) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < RECORDS; i++) record.of(1_000_000 + (i & 0xFFFFF));
            best = Math.min(best, (System.nanoTime() - begin) / (double) RECORDS);
        }
        System.out.printf("%-30s %8.0f ns%n", what, best);
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @FunctionalInterface
    private interface Record {
        void of(long nanos);
    }
}

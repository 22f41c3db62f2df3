package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the stages take for the order sentence, on a warm runtime, offline. Run on purpose, not with the tests:
 * {@code ./mvnw verify -pl tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=StageBenchmark
 * -Dfailsafe.failIfNoSpecifiedTests=false}. Prints the median, the 95th percentile and the worst of each stage.
 */
class StageBenchmark {
    private static final int WARM_UP = 10;
    private static final int RUNS = 40;
    private static final String ORDER =
            "{\"orderId\":\"O-1\",\"userId\":\"U-1\",\"sku\":\"SKU-1\",\"quantity\":2,\"amount\":59.8}";

    private final Map<String, List<Double>> measured = new LinkedHashMap<>();

    @Test
    void printsTheStagesOfTheOrderSentence(@TempDir Path home) throws IOException {
        try (var app = App.start(home, List.of("kamelets"))) {
            for (int i = 0; i < WARM_UP + RUNS; i++) {
                if (i == WARM_UP) measured.clear();
                goLive(
                        app,
                        "en",
                        "When a user places an order (POST /bench-%d), check the stock; if there is enough,"
                                + " process the payment, otherwise notify the user.",
                        i);
                goLive(app, "zh", "当用户下单时（POST /zh/bench-%d），检查库存，如果库存充足则进行支付处理，否则通知用户。", i);
            }
        }
        System.out.printf("%-36s %9s %9s %9s%n", "milliseconds, " + RUNS + " runs", "median", "p95", "worst");
        measured.forEach((stage, times) -> System.out.printf(
                "%-36s %9.1f %9.1f %9.1f%n", stage, quantile(times, 0.5), quantile(times, 0.95), quantile(times, 1)));
    }

    private void goLive(App app, String language, String sentence, int run) {
        String path = "/" + sentence.formatted(run).replaceAll("(?s).*POST /([a-z0-9/-]+).*", "$1");
        long begin = System.nanoTime();
        var waiting = app.propose("bench-" + language, sentence.formatted(run), language);
        note(language + " submitted to awaiting-approval", begin);
        assertThat(waiting.status()).as(waiting.why()).isEqualTo("awaiting-approval");
        for (var stage : List.of("drafting", "inspection", "rehearsal", "total")) note(language, waiting, stage);

        begin = System.nanoTime();
        var live = app.approve(waiting);
        note(language + " approve to live", begin);
        note(language, live, "switch");

        begin = System.nanoTime();
        var answer = app.call("POST", path, ORDER);
        note(language + " first answer", begin);
        assertThat(answer.status()).isEqualTo(200);
    }

    private void note(String language, Version version, String stage) {
        double millis = version.json().path("timings").path(stage).asDouble();
        measured.computeIfAbsent(language + "   of it " + stage, key -> new ArrayList<>())
                .add(millis);
    }

    private void note(String stage, long begin) {
        measured.computeIfAbsent(stage, key -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e6);
    }

    private static double quantile(List<Double> times, double share) {
        var sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }
}

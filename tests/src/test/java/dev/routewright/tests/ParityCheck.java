package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.bench.PlainPlay;
import dev.routewright.drafting.model.Cassettes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of the benchmark first in the product and then, with the route the product made, in a plain JVM: each
 * behaviour comes out the same. Run on purpose, see docs/library.md; {@code -Dparity.cases} names another folder of cases,
 * whose descriptions are drafted without a model, {@code -Dparity.model} the address of one to ask, {@code
 * -Dparity.routes} a folder of routes to take instead.
 */
class ParityCheck {
    private static final Path OWN = Path.of("bench", "cases");
    private static final Path CASSETTES = Path.of("src", "test", "resources", "cassettes");

    @TempDir
    Path home;

    @Test
    void everyCaseComesOutAsItDoesInTheProduct() throws Exception {
        var others = System.getProperty("parity.cases");
        var cases = others == null ? OWN : Path.of(others);
        try (var topics = new Topics(List.of())) {
            var bench = bench(others, cases, topics.brokers());
            var lines = new ArrayList<String>();
            var different = new ArrayList<String>();
            for (var run : bench.runs()) {
                var label = BenchRun.label(run);
                if (!run.at("/submit/status").asText().equals("live")) {
                    lines.add("%s: not live in the product".formatted(label));
                    continue;
                }
                var inside = new TreeMap<String, Boolean>();
                run.path("behaviours")
                        .forEach(one -> inside.put(
                                one.path("name").asText(), one.path("pass").asBoolean()));
                var outside = played(
                        cases,
                        topics.brokers(),
                        label,
                        run.path("case").asText(),
                        run.at("/submit/yaml").asText());
                long passed = outside.values().stream().filter(List::isEmpty).count();
                lines.add("%s: %d of %d behaviours hold in the product, %d outside"
                        .formatted(
                                label, inside.values().stream().filter(b -> b).count(), inside.size(), passed));
                inside.forEach((name, holds) -> {
                    var failures = outside.getOrDefault(name, List.of("not played"));
                    if (holds != failures.isEmpty())
                        different.add("%s, %s: %s in the product, outside %s"
                                .formatted(label, name, holds ? "holds" : "does not hold", failures));
                });
            }
            lines.forEach(System.out::println);
            assertThat(bench.runs()).as(bench.said()).isNotEmpty();
            assertThat(different).isEmpty();
        }
    }

    private BenchRun bench(String others, Path cases, String brokers) throws Exception {
        var product = Files.createDirectories(home.resolve("product"));
        var routes = System.getProperty("parity.routes");
        if (routes != null)
            return BenchRun.offline(
                    product,
                    cases,
                    "--ports",
                    "22100",
                    "--kafka",
                    brokers,
                    "--routes",
                    Path.of(routes).toAbsolutePath().toString());
        var model = System.getProperty("parity.model");
        if (model != null)
            return BenchRun.patient(product, URI.create(model), cases, "--ports", "22100", "--kafka", brokers);
        if (others != null) return BenchRun.offline(product, cases, "--ports", "22100", "--kafka", brokers);
        try (var recorded = Cassettes.replayingBySubject(CASSETTES)) {
            return BenchRun.of(product, recorded.url(), cases, "--ports", "22100", "--kafka", brokers);
        }
    }

    private Map<String, List<String>> played(Path cases, String brokers, String label, String slug, String yaml)
            throws IOException {
        var name = "case-" + label.replaceAll("[^a-z0-9]+", "-");
        var folder = Files.createDirectories(home.resolve(name));
        var inner = cases.resolve("cases");
        var dir = (Files.isDirectory(inner) ? inner : cases).resolve(slug);
        return new PlainPlay(22140, brokers).play(dir, name, yaml, folder);
    }
}

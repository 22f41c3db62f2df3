package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the guards of a cell cost a message: one route, in a cell and in a bare Camel context, message by message in
 * turn so that whatever else the machine does falls on both. Run on purpose, not with the tests: {@code ./mvnw -pl src
 * -am test -Dtest=CellBenchmark -Dsurefire.failIfNoSpecifiedTests=false}. The message enters by {@code direct:}, so
 * that the HTTP door, which differs, is not measured.
 */
class CellBenchmark {
    private static final int WARM_UP = 5_000;
    private static final int RUNS = 10_000;
    private static final String ORDER = "{\"orderId\":\"O-1\",\"sku\":\"A\",\"quantity\":2,\"amount\":59.8}";

    @TempDir
    Path files;

    @Test
    void printsWhatTheGuardsCost() throws Exception {
        var service =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().disableRequestJournal());
        service.start();
        service.stubFor(any(anyUrl()).willReturn(okJson("{\"available\":5}")));
        var host = "http://localhost:" + service.port();
        System.out.printf(
                "%-30s %12s %12s %12s %12s %8s%n", "microseconds, median and p99", "bare", "", "cell", "", "ratio");
        try (var bench = new Bench(files, Runtime.withHttp("127.0.0.0/8"))) {
            compare(bench, "ten steps in memory", route(tenSteps()), grant(host), 1);
            compare(bench, "two calls by HTTP", route(calls(host)), grant(host), 10);
        } finally {
            service.stop();
        }
    }

    /** @param slower how many times fewer messages, because each takes longer */
    private static void compare(Bench bench, String name, String yaml, Grant grant, int slower) throws Exception {
        var cell = bench.start("x" + name.length(), yaml, grant);
        try (var bare = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(bare).loadRoutes(ResourceHelper.fromString("x.camel.yaml", yaml));
            bare.start();
            var guarded = new ArrayList<Long>();
            var plain = new ArrayList<Long>();
            try (var inCell = template(cell.context());
                    var inBare = template(bare)) {
                assertThat(send(inCell)).isEqualTo(send(inBare));
                for (int i = 0; i < (WARM_UP + RUNS) / slower; i++) {
                    if (i == WARM_UP / slower) {
                        guarded.clear();
                        plain.clear();
                    }
                    guarded.add(nanos(inCell));
                    plain.add(nanos(inBare));
                }
            }
            System.out.printf(
                    "%-30s %12.1f %12.1f %12.1f %12.1f %8.2f%n",
                    name,
                    micros(plain, 0.5),
                    micros(plain, 0.99),
                    micros(guarded, 0.5),
                    micros(guarded, 0.99),
                    micros(guarded, 0.5) / micros(plain, 0.5));
        }
    }

    private static ProducerTemplate template(CamelContext context) {
        return context.createProducerTemplate();
    }

    private static String send(ProducerTemplate template) {
        return template.requestBody("direct:in", ORDER, String.class);
    }

    private static long nanos(ProducerTemplate template) {
        long begin = System.nanoTime();
        send(template);
        return System.nanoTime() - begin;
    }

    private static double micros(List<Long> nanos, double share) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size()))) / 1e3;
    }

    private static String route(String steps) {
        return """
                - route:
                    id: x
                    from:
                      uri: direct:in
                      steps:
                """ + steps.indent(8);
    }

    private static String tenSteps() {
        return """
                - setVariable: {name: message, jq: {expression: "."}}
                - setVariable: {name: sku, jq: {expression: ".sku"}}
                - setVariable: {name: total, jq: {expression: ".quantity * .amount | tostring"}}
                - setHeader: {name: region, constant: {expression: eu}}
                - choice:
                    when:
                      - jq: {expression: ".quantity > 1"}
                        steps:
                          - setHeader: {name: bulk, constant: {expression: "true"}}
                - setBody: {jq: {expression: '{sku: variable("sku"), total: variable("total")}'}}
                - setHeader: {name: kind, constant: {expression: order}}
                - removeHeader: {name: region}
                - setBody: {jq: {expression: '{order: ., region: header("kind")}'}}
                """;
    }

    private static String calls(String host) {
        return """
                - setVariable: {name: order, jq: {expression: "."}}
                - to: {uri: "HOST/stock", variableReceive: stock, parameters: {httpMethod: POST}}
                - setVariable: {name: left, variable: {expression: stock}}
                - to: {uri: "HOST/payment", variableReceive: paid, parameters: {httpMethod: POST}}
                - setBody: {jq: {expression: '{ordered: .sku}'}}
                """.replace("HOST", host);
    }

    private static Grant grant(String host) {
        return new Grant(
                List.of(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of(host)),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("direct", "http")),
                new TreeSet<>(Set.of("jq", "constant", "variable")),
                new TreeSet<>());
    }
}

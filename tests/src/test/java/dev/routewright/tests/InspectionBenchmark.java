package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How long one warm inspection of a route of 50 steps takes. Run on purpose, not with the tests: {@code ./mvnw verify
 * -pl tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=InspectionBenchmark
 * -Dfailsafe.failIfNoSpecifiedTests=false}. Prints the median, the 95th and 99th percentile and the worst;
 * on a busy machine only the time on the processor says something.
 */
class InspectionBenchmark {
    private static final int WARM_UP = 2_000;
    private static final int RUNS = 2_000;
    private static final Service STOCK = stock();
    private static final int STEPS_EACH = 5;
    private static final int BOMB_RUNS = 20;

    @Test
    void printsTheInspectionOfARouteOfFiftySteps() throws IOException {
        System.out.printf(
                "%-36s %9s %9s %9s %9s%n", "milliseconds, " + RUNS + " runs", "median", "p95", "p99", "worst");
        warm("50 steps, standard policy", Policy.standard(), route(50));
        try (var in = Files.newInputStream(Path.of("adversarial/policy.yaml"))) {
            warm("50 steps, policy of the corpus", Policy.read(in), foreignRoute());
        }
    }

    @Test
    void printsTheRefusalOfBombs() {
        var inspector = new Inspector(Policy.standard());
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        System.out.printf(
                "%-36s %9s %9s %12s%n", "milliseconds, " + BOMB_RUNS + " runs", "median", "worst", "MB allocated");
        bombs().forEach((name, yaml) -> {
            var times = new ArrayList<Double>();
            long allocated = 0;
            for (int i = 0; i < 2 * BOMB_RUNS; i++) {
                long before =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                long begin = System.nanoTime();
                assertThat(inspector.inspect(yaml, List.of(STOCK)).accepted()).isFalse();
                if (i >= BOMB_RUNS) times.add((System.nanoTime() - begin) / 1e6);
                allocated =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            }
            System.out.printf(
                    "%-36s %9.2f %9.2f %12.2f%n", name, quantile(times, 0.5), quantile(times, 1), allocated / 1e6);
        });
    }

    private static Map<String, String> bombs() {
        int megabyte = 1 << 20;
        int limit = 64 << 10;
        var bombs = new LinkedHashMap<String, String>();
        bombs.put("1 MB of routes", "- route: {from: {uri: direct:a, steps: []}}\n".repeat(megabyte / 44));
        bombs.put("1 MB of open brackets", "[".repeat(megabyte));
        bombs.put("1 MB in one text", "- route: '" + "a".repeat(megabyte) + "'");
        bombs.put("1 MB of comments", "# a\n".repeat(megabyte / 4));
        bombs.put("1 MB of dashes", "- ".repeat(megabyte / 2));
        bombs.put("64 KB of open brackets", "[".repeat(limit));
        bombs.put("64 KB of flow sequences", "- [[[[[[[[]]]]]]]]\n".repeat(limit / 20));
        bombs.put("64 KB of steps", route(0) + "        - log: a\n".repeat(3_800));
        bombs.put("64 KB of comments", "# a\n".repeat(limit / 4));
        bombs.put(
                "aliases that double",
                "- a0: &a0 [x, x]\n"
                        + IntStream.range(0, 30)
                                .mapToObj(i -> "- a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i + 1, i))
                                .collect(Collectors.joining()));
        bombs.put(
                "routes that call all others",
                IntStream.range(0, 19).mapToObj(InspectionBenchmark::caller).collect(Collectors.joining()));
        return bombs;
    }

    private static String caller(int n) {
        var calls = IntStream.range(n + 1, 20)
                .mapToObj(i -> "{jq: .a, steps: [{to: direct:r%d}]}".formatted(i))
                .collect(Collectors.joining(", "));
        return "- route: {id: r%1$d, from: {uri: direct:r%1$d, steps: [{choice: {when: [%2$s]}}]}}\n"
                .formatted(n, calls);
    }

    private static void warm(String name, Policy policy, String route) {
        var inspector = new Inspector(policy);
        var threads = ManagementFactory.getThreadMXBean();
        var times = new ArrayList<Double>();
        var busy = new ArrayList<Double>();
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            long begin = System.nanoTime();
            long busyBefore = threads.getCurrentThreadCpuTime();
            var inspection = inspector.inspect(route, List.of(STOCK));
            if (i >= WARM_UP) {
                busy.add((threads.getCurrentThreadCpuTime() - busyBefore) / 1e6);
                times.add((System.nanoTime() - begin) / 1e6);
            }
            assertThat(inspection.findings()).isEmpty();
        }
        print(name, times);
        print("   of it on the processor", busy);
    }

    private static void print(String what, List<Double> times) {
        System.out.printf(
                "%-36s %9.2f %9.2f %9.2f %9.2f%n",
                what, quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99), quantile(times, 1));
    }

    /** Looks like one the writer wrote: an input, a call, a decision on the reply, a header, a body. */
    private static String route(int steps) {
        return route(steps, InspectionBenchmark::passage);
    }

    private static String route(int steps, IntFunction<String> passage) {
        return """
                - route:
                    id: order
                    from:
                      uri: platform-http:/orders
                      parameters: {httpMethodRestrict: POST}
                      steps:
                """ + IntStream.range(0, steps / STEPS_EACH).mapToObj(passage).collect(Collectors.joining());
    }

    private static String passage(int n) {
        return """
                        - setVariable:
                            id: input-%1$d
                            name: input-%1$d
                            expression: {jq: {expression: '{sku: .lines[%1$d].sku, text: ("No " + (.orderId | tostring))}'}}
                        - to:
                            id: stock-%1$d
                            uri: kamelet:stock-getStock
                            parameters: {retries: 3, retryDelay: 500}
                            variableSend: input-%1$d
                            variableReceive: stock-%1$d
                        - choice:
                            id: enough-%1$d
                            when:
                              - id: enough-%1$d-1
                                expression: {jq: {expression: 'variable("stock-%1$d").available >= .quantity and .amount != null'}}
                                steps:
                                  - setHeader:
                                      id: status-%1$d
                                      name: CamelHttpResponseCode
                                      expression: {constant: {expression: '200'}}
                            otherwise:
                              id: enough-%1$d-otherwise
                              steps:
                                - setBody:
                                    id: body-%1$d
                                    expression: {jq: {expression: '{orderId: .orderId, stock: variable("stock-%1$d")}'}}
                """.formatted(n);
    }

    private static String foreignRoute() {
        return route(50, InspectionBenchmark::foreign)
                .replace("platform-http:/orders", "platform-http:/in/orders")
                .replaceFirst("steps:\n", "steps:\n        - removeHeaders: '*'\n");
    }

    /** The same in the words of a policy without services and jq. */
    private static String foreign(int n) {
        return """
                        - setVariable: {id: input-%1$d, name: input-%1$d, simple: '${header.orderId} at ${date:now:yyyy-MM-dd}'}
                        - to:
                            id: stock-%1$d
                            uri: https://inventory.example.test/stock/%1$d
                            parameters: {httpMethod: POST, responseTimeout: 5000}
                            variableReceive: stock-%1$d
                        - choice:
                            id: enough-%1$d
                            when:
                              - id: enough-%1$d-1
                                jsonpath: $[?(@.available >= %1$d && @.amount > 0)]
                                steps:
                                  - setHeader: {id: status-%1$d, name: CamelHttpResponseCode, constant: 200}
                            otherwise:
                              id: enough-%1$d-otherwise
                              steps:
                                - setBody: {id: body-%1$d, simple: '${header.orderId}: ${variable.stock-%1$d}'}
                """.formatted(n);
    }

    private static Service stock() {
        var input = new Input("sku", In.BODY, Schema.of("string"), false);
        var operation = new Operation("stock", "getStock", "", "", "GET", "/stock", List.of(input), List.of());
        return new Service("stock", "Stock", "", List.of(operation), List.of(), true);
    }

    private static double quantile(List<Double> times, double share) {
        var sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }
}

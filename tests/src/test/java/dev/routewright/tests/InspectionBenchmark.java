package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How long one warm inspection of a route of 50 steps takes. Run on purpose, not with the tests: {@code ./mvnw verify
 * -pl tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=InspectionBenchmark
 * -Dfailsafe.failIfNoSpecifiedTests=false}. Prints the median, the 95th and 99th percentile and the worst.
 */
class InspectionBenchmark {
    private static final int WARM_UP = 2_000;
    private static final int RUNS = 2_000;
    private static final Service STOCK = stock();
    private static final int STEPS_EACH = 5;

    @Test
    void printsTheInspectionOfARouteOfFiftySteps() {
        var inspector = new Inspector(Policy.standard());
        var route = route(50);
        var times = new ArrayList<Double>();
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            long begin = System.nanoTime();
            var inspection = inspector.inspect(route, List.of(STOCK));
            if (i >= WARM_UP) times.add((System.nanoTime() - begin) / 1e6);
            assertThat(inspection.findings()).isEmpty();
        }
        System.out.printf(
                "%-36s %9s %9s %9s %9s%n", "milliseconds, " + RUNS + " runs", "median", "p95", "p99", "worst");
        System.out.printf(
                "%-36s %9.2f %9.2f %9.2f %9.2f%n",
                "inspection of 50 steps",
                quantile(times, 0.5),
                quantile(times, 0.95),
                quantile(times, 0.99),
                quantile(times, 1));
    }

    /** Looks like one the writer wrote: an input, a call, a decision on the reply, a header, a body. */
    private static String route(int steps) {
        return """
                - route:
                    id: order
                    from:
                      uri: platform-http:/orders
                      parameters: {httpMethodRestrict: POST}
                      steps:
                """
                + IntStream.range(0, steps / STEPS_EACH)
                        .mapToObj(InspectionBenchmark::passage)
                        .collect(Collectors.joining());
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

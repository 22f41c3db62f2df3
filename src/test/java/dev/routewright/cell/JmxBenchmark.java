package dev.routewright.cell;

import dev.routewright.route.Grant;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.management.ObjectName;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs that a cell is shown in JMX: its start, its memory, and each of its messages. Run on purpose, not with
 * the tests: {@code ./mvnw -pl src -am test -Dtest=JmxBenchmark -Dsurefire.failIfNoSpecifiedTests=false}. The route has
 * ten steps that stay in memory, so that figures of steps weigh as much as they can.
 */
class JmxBenchmark {
    private static final int CELLS = 100;
    private static final int ROUNDS = 3;
    private static final int MESSAGES = 20_000;
    private static final String ORDER = "{\"orderId\":\"O-1\",\"sku\":\"A\",\"quantity\":2,\"amount\":59.8}";

    @TempDir
    Path files;

    @Test
    void printsWhatBeingShownCosts() throws Exception {
        try (var bench = new Bench(files, Runtime.PERMITTED)) {
            // What is loaded and compiled once is nobody's cost.
            for (var level : Jmx.Level.values()) stop(cells(bench, "warm", shown(level), new ArrayList<>()));
            System.out.printf("%-10s %10s %12s %12s%n", "level", "MBeans", "start in ms", "MB a cell");
            for (var level : Jmx.Level.values()) measure(bench, level);
            System.out.printf("%-22s %12s%n", "message of 10 steps", "microseconds");
            for (int round = 1; round <= ROUNDS; round++) {
                for (var level : Jmx.Level.values()) message(bench, "m" + round, level, false);
                message(bench, "t" + round, Jmx.Level.STEPS, true);
            }
        }
    }

    private static Jmx shown(Jmx.Level level) {
        return new Jmx(level, Discretion.SILENT);
    }

    private static void measure(Bench bench, Jmx.Level level) throws Exception {
        long before = used();
        var nanos = new ArrayList<Long>();
        var cells = cells(bench, "cell", shown(level), nanos);
        double each = (used() - before) / 1e6 / CELLS;
        int beans = ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:*"), null)
                .size();
        System.out.printf("%-10s %10.1f %12.2f %12.2f%n", level, (double) beans / CELLS, median(nanos) / 1e6, each);
        stop(cells);
    }

    private static List<Cell> cells(Bench bench, String name, Jmx jmx, List<Long> nanos) throws Exception {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < CELLS; i++) {
            long begin = System.nanoTime();
            cells.add(bench.start(name + i, ROUTE, grant(), jmx));
            nanos.add(System.nanoTime() - begin);
        }
        return cells;
    }

    private static void message(Bench bench, String name, Jmx.Level level, boolean traced) throws Exception {
        var cell = bench.start(name, ROUTE, grant(), shown(level));
        try (ProducerTemplate template = cell.context().createProducerTemplate()) {
            if (traced)
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                ManagementFactory.getPlatformMBeanServer()
                                        .queryNames(new ObjectName("org.apache.camel:type=tracer,*"), null)
                                        .iterator()
                                        .next(),
                                "setEnabled",
                                new Object[] {true},
                                new String[] {"boolean"});
            var nanos = new ArrayList<Long>();
            for (int i = 0; i < 2 * MESSAGES; i++) {
                long begin = System.nanoTime();
                template.requestBody("direct:in", ORDER, String.class);
                if (i >= MESSAGES) nanos.add(System.nanoTime() - begin);
            }
            System.out.printf("%-22s %12.1f%n", traced ? level + ", traced" : level, median(nanos) / 1e3);
        }
        cell.stop();
    }

    private static void stop(List<Cell> cells) {
        cells.forEach(Cell::stop);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2);
    }

    private static final String ROUTE = """
            - route:
                id: x
                from:
                  uri: direct:in
                  steps:
                    - setVariable: {id: s1, name: message, jq: {expression: "."}}
                    - setVariable: {id: s2, name: sku, jq: {expression: ".sku"}}
                    - setVariable: {id: s3, name: total, jq: {expression: ".quantity * .amount | tostring"}}
                    - setHeader: {id: s4, name: region, constant: {expression: eu}}
                    - choice:
                        id: s5
                        when:
                          - id: s6
                            jq: {expression: ".quantity > 1"}
                            steps:
                              - setHeader: {id: s7, name: bulk, constant: {expression: "true"}}
                    - setBody: {id: s8, jq: {expression: '{sku: variable("sku"), total: variable("total")}'}}
                    - removeHeader: {id: s9, name: region}
                    - setBody: {id: s10, jq: {expression: '{order: .}'}}
            """;

    private static Grant grant() {
        return new Grant(
                List.of(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("direct")),
                new TreeSet<>(Set.of("jq", "constant", "variable")),
                new TreeSet<>());
    }
}

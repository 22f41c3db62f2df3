package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No file makes inspection hang, fail or fill the memory. The bounds guard against cost that explodes with the file and
 * are no benchmark: they are ten times what is needed, and of the thread's own processor time, so that a busy machine
 * is no slow inspector.
 */
class InspectionWorstCasesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);
    private static final long HANGING = TimeUnit.SECONDS.toMillis(30);
    private static final long MEGABYTE = 1024 * 1024;
    /** What is too large is refused before anything is built of it. */
    private static final long LITTLE = 8 * MEGABYTE;

    private static final long MUCH = 512 * MEGABYTE;
    private static final Inspector STANDARD = new Inspector(Policy.standard());
    private static final Inspector WIDE = new Inspector(CorpusTest.policy());

    private record Cost(long nanos, long bytes, Inspection inspection) {}

    /** Classes are loaded and patterns compiled with the first file. */
    @BeforeAll
    static void warmUp() {
        HostileFiles.bombs().values().forEach(yaml -> WIDE.inspect(yaml, Routes.SERVICES));
        HostileFiles.bombs().values().forEach(yaml -> STANDARD.inspect(yaml, Routes.SERVICES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void aBombIsRefusedEarly(String name, String yaml) throws InterruptedException {
        for (var inspector : List.of(STANDARD, WIDE)) {
            var cost = cost(inspector, yaml);

            assertThat(cost.inspection().accepted()).isFalse();
            assertThat(cost.nanos()).as("processor time").isLessThan(LONGEST);
            assertThat(cost.bytes()).as("allocated").isLessThan(yaml.length() > HostileFiles.LARGEST ? LITTLE : MUCH);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mazes")
    void aMazeIsJudgedSoon(String name, String yaml) throws InterruptedException {
        assertThat(HostileFiles.bytes(yaml)).isLessThanOrEqualTo(HostileFiles.LARGEST);
        for (var inspector : List.of(STANDARD, WIDE)) {
            var cost = cost(inspector, yaml);

            assertThat(cost.inspection().findings()).hasSizeLessThanOrEqualTo(101);
            assertThat(cost.nanos()).as("processor time").isLessThan(LONGEST);
            assertThat(cost.bytes()).as("allocated").isLessThan(MUCH);
        }
    }

    @Test
    void waysThatAreTooManyAreAnErrorAndNoSilence() {
        var file = HostileFiles.mazes().get("routes that call the others in branches");

        assertThat(WIDE.inspect(file, List.of()).findings())
                .filteredOn(f -> f.rule().equals("too-complex"))
                .singleElement()
                .satisfies(f -> assertThat(f.problem())
                        .isEqualTo(
                                "The ways a message can take through the routes of the file are too many to judge."));
        assertThat(WIDE.inspect(file, List.of()).accepted()).isFalse();
    }

    /** Warnings are found first; an error must not be lost behind them. */
    @Test
    void anErrorBehindAHundredWarningsIsStillOne() {
        var warnings = HostileFiles.many(110, i -> "        - to: direct:nobody" + i + "\n");
        var route = """
                - route:
                    id: order
                    from:
                      uri: direct:order
                      steps:
                """ + warnings + "        - setBody: {constant: \"password=%s\"}\n";

        assertThat(WIDE.inspect(route.formatted("x7Gq2LpZ9wT4"), List.of()).findings())
                .extracting(f -> f.rule())
                .contains("secret-in-text");
    }

    @Test
    void findingsThatAreNotShownAreAnErrorThatSaysHowMany() {
        var file = HostileFiles.mazes().get("warnings");

        var inspection = WIDE.inspect(file.replace("direct:none", "direct:a"), List.of());

        assertThat(inspection.accepted()).isFalse();
        assertThat(inspection.findings()).hasSize(101);
        assertThat(inspection.findings().get(100).problem()).isEqualTo("The file has 99 more findings than are shown.");
        assertThat(inspection.findings().get(100).rule()).isEqualTo("too-complex");
    }

    /** A handler that is called through many routes is judged as often as its circumstances differ, and found each time. */
    @Test
    void aRouteThatManyCallIsWalkedOnceForAllOfThem() {
        var calls = IntStream.range(0, 19)
                .mapToObj(i ->
                        "- route: {id: r%1$d, from: {uri: direct:r%1$d, steps: [{to: direct:r%2$d}, {to: direct:r%2$d}]}}\n"
                                .formatted(i, i + 1))
                .toList();
        var last = "- route: {id: last, from: {uri: direct:r19, steps: [{wireTap: {uri: kafka:orders.paid}}]}}\n";

        assertThat(WIDE.inspect(String.join("", calls) + last, List.of()).findings())
                .extracting(f -> f.rule())
                .contains("money-at-risk")
                .doesNotContain("too-complex");
    }

    private static Stream<Arguments> bombs() {
        return arguments(HostileFiles.bombs());
    }

    private static Stream<Arguments> mazes() {
        return arguments(HostileFiles.mazes());
    }

    private static Stream<Arguments> arguments(Map<String, String> files) {
        return files.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    /** In a thread of its own, as a request has: with a small stack, and left alone when it hangs. */
    private static Cost cost(Inspector inspector, String yaml) throws InterruptedException {
        var costs = new ArrayList<@Nullable Cost>();
        var thread = new Thread(null, () -> costs.add(measured(inspector, yaml)), "inspection", MEGABYTE);
        thread.setDaemon(true);
        thread.start();
        thread.join(HANGING);
        assertThat(thread.isAlive() ? thread.getStackTrace() : new StackTraceElement[0])
                .as("The inspection hangs")
                .isEmpty();
        assertThat(costs).as("The inspection failed").hasSize(1);
        return costs.get(0);
    }

    private static Cost measured(Inspector inspector, String yaml) {
        long id = Thread.currentThread().getId();
        long nanos = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getThreadAllocatedBytes(id);
        var inspection = inspector.inspect(yaml, Routes.SERVICES);
        return new Cost(
                THREADS.getCurrentThreadCpuTime() - nanos, THREADS.getThreadAllocatedBytes(id) - bytes, inspection);
    }
}

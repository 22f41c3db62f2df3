package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Inspection holds against files nobody wrote: it never fails, never takes a second, and never accepts what Camel's own
 * model shows to be beyond the policy. A few thousand inputs run in every build, with {@code -Pnightly} more than a
 * hundred thousand; {@code -Dfuzz.seed=…} repeats a run.
 */
class InspectionFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261122);
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(1);
    private static final long HANGING = TimeUnit.SECONDS.toNanos(15);
    /** Time of the thread: a busy machine is no slow inspector. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final Path KEPT = Path.of("target/fuzz");
    private static final Inspector INSPECTOR = new Inspector(CorpusTest.policy());

    /** The first words of what went wrong; the rest differs from input to input. */
    private static final Pattern KIND = Pattern.compile("(?s)^(accepted: \\S+ \\S+|[^:]{0,80}).*");

    private static FuzzSeeds seeds;

    private final Map<String, String> failures = new LinkedHashMap<>();
    private volatile String current = "";
    private volatile long since = System.nanoTime();
    private int accepted;
    private long slowest;
    private long inspecting;
    private long judging;

    @BeforeAll
    static void read() {
        seeds = new FuzzSeeds();
    }

    @Test
    void nothingMadeOfTheCorporaBreaksDelaysOrPassesInspection() throws Exception {
        var oracle = new ModelOracle();
        var worker = new Thread(() -> run(oracle), "fuzz");
        worker.setDaemon(true);
        worker.start();
        while (worker.isAlive()) {
            worker.join(200);
            if (worker.isAlive() && System.nanoTime() - since > HANGING) {
                keep("hanging", current);
                assertThat(worker.getStackTrace())
                        .as("An input hangs: %s", KEPT.resolve("hanging.camel.yaml"))
                        .isEmpty();
            }
        }
        System.out.printf(
                "fuzz: seed %d, %d inputs, %d accepted, %d of them loaded by Camel, slowest %d ms, %d kinds of failure, inspected in %d s, judged in %d s%n",
                SEED,
                INPUTS,
                accepted,
                oracle.loaded(),
                TimeUnit.NANOSECONDS.toMillis(slowest),
                failures.size(),
                TimeUnit.NANOSECONDS.toSeconds(inspecting),
                TimeUnit.NANOSECONDS.toSeconds(judging));
        assertThat(failures.keySet())
                .as("Seed %d; the inputs are kept in %s.", SEED, KEPT)
                .isEmpty();
    }

    /** The judge is worth something only if it has nothing against good routes ... */
    @Test
    void theOracleHasNothingAgainstUsefulRoutes() {
        var oracle = new ModelOracle();
        int number = 0;
        for (String text : seeds.useful) {
            if (!INSPECTOR.inspect(text, List.of()).accepted()) continue;
            assertThat(oracle.judge(text, number++)).as(text).isEmpty();
        }
        assertThat(oracle.loaded()).isGreaterThan(100);
    }

    /** ... and finds the hostile ones without inspection. */
    @Test
    void theOracleSeesTheDangerOfHostileRoutes() {
        var oracle = new ModelOracle();
        int number = 0;
        int seen = 0;
        for (String text : seeds.hostile) if (!oracle.judge(text, number++).isEmpty()) seen++;
        System.out.printf("oracle: %d of %d hostile routes that load are seen%n", seen, oracle.loaded());
        assertThat(seen).isGreaterThan(oracle.loaded() / 2);
    }

    private void run(ModelOracle oracle) {
        var mutator = new Mutator(seeds, SEED);
        for (int i = 0; i < INPUTS; i++) {
            String text = mutator.next();
            current = text;
            since = System.nanoTime();
            try {
                long start = CLOCK.getCurrentThreadCpuTime();
                boolean fine = INSPECTOR.inspect(text, List.of()).accepted();
                long took = CLOCK.getCurrentThreadCpuTime() - start;
                inspecting += took;
                slowest = Math.max(slowest, took);
                if (took > LIMIT) fail("slow " + i, text);
                if (!fine) continue;
                accepted++;
                start = CLOCK.getCurrentThreadCpuTime();
                for (String danger : oracle.judge(text, i)) fail("accepted: " + danger, text);
                judging += CLOCK.getCurrentThreadCpuTime() - start;
            } catch (Throwable e) {
                var top = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
                fail(e.getClass().getSimpleName() + top, text);
            }
        }
    }

    private void fail(String what, String text) {
        String kind = KIND.matcher(what).replaceFirst("$1");
        if (failures.size() < 40 && failures.putIfAbsent(kind, text) == null)
            keep("failure-" + SEED + "-" + failures.size(), text);
    }

    private static void keep(String name, String text) {
        try {
            Files.createDirectories(KEPT);
            Files.write(KEPT.resolve(name + ".camel.yaml"), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            System.out.println("An input was not kept: " + e.getMessage());
        }
    }
}

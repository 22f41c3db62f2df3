package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps that do not come back; here the place of a folder is taken by something that burns, blocks or sulks. */
@Timeout(60)
class WatchdogTest {
    @TempDir
    Path files;

    private final AtomicBoolean released = new AtomicBoolean();
    private Runtime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new Runtime(
                files,
                settings -> settings.withAnswerWithin(Duration.ofSeconds(30))
                        .withDrain(Duration.ofMillis(200))
                        .withBudget(Budget.STANDARD.withTimes(
                                Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofHours(1))),
                Runtime.PERMITTED,
                settings -> new OutsideWorld(settings, Runtime.PERMITTED, SystemDefaultDnsResolver.INSTANCE) {
                    @Override
                    Map<String, Component> components(CellRuntime.Version version) {
                        return Map.of("file", new Stuck());
                    }
                });
        runtime.cells.switchTo(Runtime.version("neighbour", 1, """
                - route:
                    id: neighbour
                    from:
                      uri: platform-http:/neighbour
                      parameters: {httpMethodRestrict: GET}
                      steps: [{setBody: {constant: here}}]
                """, Runtime.httpGrant("GET", "/neighbour")));
    }

    @AfterEach
    void stop() {
        released.set(true);
        runtime.close();
    }

    @Test
    void givesUpAMessageWhoseStepBlocksAndFreesTheThread() throws Exception {
        load("block");

        var answer = runtime.post("/x", "{\"a\":1}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(runtime.kept).singleElement().satisfies(letter -> {
            assertThat(letter.step()).isEqualTo("stuck");
            assertThat(new String(letter.message().body())).isEqualTo("{\"a\":1}");
        });
        assertThat(runtime.overBudget).singleElement().satisfies(attempt -> {
            assertThat(attempt.step()).isEqualTo("stuck");
            assertThat(attempt.what()).isEqualTo("kept a thread for more than 600 ms");
        });
        await().during(Duration.ofSeconds(1)).until(() -> runtime.outOfHand.isEmpty());
    }

    @Test
    void pausesACellWhoseThreadNeverComesBackWhileItsNeighbourAnswers() throws Exception {
        load("burn");

        assertThat(runtime.post("/x", "{}").statusCode()).isEqualTo(500);

        await().until(() -> runtime.cells.figures("x").orElseThrow().paused());
        assertThat(runtime.post("/x", "{}").statusCode()).isEqualTo(503);
        // Which of the two bounds comes first depends on how busy the machine is.
        assertThat(runtime.outOfHand).singleElement().satisfies(attempt -> {
            assertThat(attempt.integration()).isEqualTo("x");
            assertThat(attempt.step()).isEqualTo("stuck");
            assertThat(attempt.what()).startsWith("kept a ");
        });
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++)
            assertThat(runtime.get("/neighbour").body()).isEqualTo("here");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void stopsACellWhoseThreadNeverComesBackInBoundedTime() throws Exception {
        load("burn");
        runtime.post("/x", "{}");

        long begun = System.nanoTime();
        runtime.cells.remove("x");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
        assertThat(runtime.get("/neighbour").body()).isEqualTo("here");
    }

    @Test
    void leavesAMessageAloneThatTakesManyShortSteps() throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "x",
                1,
                route("loop: {constant: 20, steps: [{delay: {constant: 50}}, {setHeader: {name: a, constant: b}}]}"),
                BudgetTest.grant()));

        assertThat(runtime.post("/x", "{}").statusCode()).isEqualTo(200);
        assertThat(runtime.overBudget).isEmpty();
    }

    private void load(String how) throws CellRuntime.CellFailed {
        runtime.cells.switchTo(Runtime.version(
                "x",
                1,
                route("to: {id: stuck, uri: 'file:out', parameters: {fileName: %s}}".formatted(how)),
                BudgetTest.grant()));
    }

    private static String route(String step) {
        return """
                - route:
                    id: x
                    from:
                      uri: platform-http:/x
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - %s
                """.formatted(step);
    }

    private final class Stuck extends DefaultComponent {
        @Override
        protected void doBuild() {}

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            var how = String.valueOf(parameters.remove("fileName"));
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) throws Exception {
                            if (how.equals("block")) new CountDownLatch(1).await();
                            while (!released.get()) Thread.onSpinWait();
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}

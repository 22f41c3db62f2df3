package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.routewright.cell.CellRuntime.Attempt;
import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that no inspection has seen and that would use up what all cells share, beside a neighbour that answers. */
@Timeout(60)
class BudgetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = Runtime.unread(
                files,
                settings -> settings.withAnswerWithin(PATIENCE)
                        .withDrain(Duration.ofMillis(500))
                        .withBudget(Budget.STANDARD
                                .withThreads(8)
                                .withWaiting(1000)
                                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(8))),
                Wide.PERMITTED,
                SystemDefaultDnsResolver.INSTANCE);
        runtime.cells.switchTo(Runtime.version("neighbour", 1, """
                - route:
                    id: neighbour
                    from:
                      uri: platform-http:/neighbour
                      parameters: {httpMethodRestrict: GET}
                      steps: [{setBody: {constant: here}}]
                """, Runtime.httpGrant("GET", "/neighbour")));
        assertThat(runtime.get("/neighbour").body()).isEqualTo("here");
    }

    @AfterEach
    void stop() throws Exception {
        long begun = System.nanoTime();
        assertThat(runtime.get("/neighbour").body()).isEqualTo("here");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        runtime.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to: {uri: 'direct:a'}                                                        | went through more than 250 steps at once",
                "loop: {doWhile: 'true', simple: 'true', steps: [{setHeader: {name: a, constant: b}}]} | took more than 100000 steps",
                "loop: {constant: 100000000, steps: [{setHeader: {name: a, constant: b}}]}    | took more than 100000 steps",
                "loop: {constant: 100000000, copy: true, steps: [{setHeader: {name: a, constant: b}}]} | took more than 100000 steps",
                "loop: {constant: 1000, steps: [{loop: {constant: 1000, steps: [{log: {message: x, loggingLevel: TRACE}}]}}]} | took more than 100000 steps",
                "loop: {constant: 64, steps: [{setBody: {jq: '[., .]'}}]}                     | came to more than 128 MiB",
            })
    void endsAMessageThatUsesUpWhatItMay(String step, String what) throws Exception {
        load(step);

        var answer = runtime.post("/x", "{\"a\":1}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(runtime.kept).singleElement().satisfies(letter -> assertThat(letter.cause())
                .startsWith("The message " + what + " and was stopped."));
        assertThat(runtime.overBudget).singleElement().extracting(Attempt::what).isEqualTo(what);
        assertThat(runtime.attempts).isEmpty();
    }

    @Test
    void endsASplitIntoTooManyPartsBeforeTheyAreMade() throws Exception {
        load("split: {expression: {jq: '.[]'}, steps: [{setHeader: {name: a, constant: b}}]}");

        var answer = runtime.post("/x", "[" + "1,".repeat(400_000) + "1]");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(runtime.overBudget)
                .singleElement()
                .extracting(Attempt::what)
                .isEqualTo("took more than 100000 steps");
    }

    @Test
    void endsAFailureThatIsTriedForEver() throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "x",
                1,
                """
                - errorHandler:
                    defaultErrorHandler:
                      level: 'OFF'
                      redeliveryPolicy: {maximumRedeliveries: -1, redeliveryDelay: 0, logRetryAttempted: false}
                """ + route("throwException: {exceptionType: java.lang.IllegalStateException, message: no}"),
                grant()));

        assertThat(runtime.post("/x", "{}").statusCode()).isEqualTo(500);
        assertThat(runtime.kept).hasSize(1);
    }

    @Test
    void endsAMessageThatGoesInCirclesThroughAQueue() throws Exception {
        load("to: {uri: 'seda:a', parameters: {waitForTaskToComplete: Never}}", """
                - route:
                    id: circle
                    from:
                      uri: seda:a
                      steps:
                        - removeProperties: {pattern: '*'}
                        - to: {uri: 'seda:a', parameters: {waitForTaskToComplete: Never}}
                """);

        runtime.post("/x", "{}");

        await().atMost(PATIENCE).until(() -> runtime.overBudget.size() == 1);
        assertThat(runtime.kept).hasSize(1);
    }

    @Test
    void refusesAQueueThatHoldsMoreThanACellMay() {
        assertThatThrownBy(() -> load("to: {uri: 'seda:full', parameters: {size: 100000000}}"))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessageContaining("The route asks for a queue of more than 1000 messages.");
        assertThat(runtime.overBudget).hasSize(1);
    }

    @Test
    void failsAMessageWhenTooManyGroupsWait() throws Exception {
        load(
                "aggregate: {correlationExpression: {jq: '.n'}, completionSize: 1000000, aggregationStrategy: '#routewright.useLatest',"
                        + " steps: [{log: {message: x}}]}");

        for (int i = 0; i < 1000; i++)
            assertThat(runtime.post("/x", "{\"n\":%d}".formatted(i)).statusCode())
                    .isEqualTo(200);

        assertThat(runtime.post("/x", "{\"n\":1000}").statusCode()).isEqualTo(500);
        assertThat(runtime.overBudget)
                .singleElement()
                .extracting(Attempt::what)
                .isEqualTo("came when 1000 groups were waiting to be complete");
    }

    @Test
    void takesNoMoreThreadsThanItMay() throws Exception {
        load(
                "split: {expression: {jq: '.[]'}, parallelProcessing: true, steps: [{delay: {constant: 20, asyncDelayed: 'false'}}, {threads: {poolSize: 10, maxPoolSize: 1000}}, {setHeader: {name: a, constant: b}}]}");

        var answer = runtime.post("/x", "[" + "1,".repeat(200) + "1]");

        assertThat(answer.statusCode()).isIn(200, 500);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().contains("(x)"))
                .hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void refusesAQueueWithMoreReadersThanThreads() {
        assertThatThrownBy(() -> load("setBody: {constant: a}", """
                - route:
                    id: many
                    from: {uri: 'seda:many?concurrentConsumers=100', steps: [{log: {message: x}}]}
                """))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessageContaining("The route takes more than 8 threads for a queue.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timer:fast?period=1",
                "timer:fast?period=999",
                "timer:fast?delay=-1&repeatCount=100000000",
                "timer:fast?delay=-1",
                "file:in?delay=1",
                "file:in?greedy=true",
                "file:in?delay=500&timeUnit=NANOSECONDS",
            })
    void refusesAnEntryThatNeverRests(String uri) {
        assertThatThrownBy(() -> runtime.cells.switchTo(Runtime.version(
                        "x",
                        1,
                        "- route:\n    id: x\n    from: {uri: '%s', steps: [{log: {message: x}}]}\n".formatted(uri),
                        grant())))
                .isInstanceOf(CellRuntime.CellFailed.class);
        assertThat(runtime.overBudget.size() + runtime.attempts.size()).isEqualTo(1);
    }

    @Test
    void tellsCallersToComeBackWhenTooManyAreUnderWay() throws Exception {
        runtime.close();
        runtime = Runtime.unread(files, settings -> settings.withDrain(Duration.ofMillis(100))
                .withBudget(Budget.STANDARD.withUnderWay(3)));
        runtime.cells.switchTo(Runtime.version(
                "neighbour",
                1,
                route("neighbour", "setBody: {constant: here}").replace("POST", "GET"),
                Runtime.httpGrant("GET", "/neighbour")));
        load("delay: {constant: 2000}");
        var under = List.of(later(), later(), later());
        await().until(() -> runtime.cells.figures("x").orElseThrow().inFlight() == 3);

        var refused = runtime.post("/x", "{}");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        for (var one : under) assertThat(one.join()).isEqualTo(200);
        assertThat(runtime.post("/x", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void givesUpAMessageThatIsUnderWayForTooLong() throws Exception {
        load("delay: {constant: 600000}");

        var answer = runtime.post("/x", "{}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(runtime.overBudget)
                .singleElement()
                .extracting(Attempt::what)
                .isEqualTo("was under way for more than 8 s");
        assertThat(runtime.cells.figures("x").orElseThrow().inFlight()).isZero();
    }

    private CompletableFuture<Integer> later() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return runtime.post("/x", "{}").statusCode();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private void load(String step, String... more) throws CellRuntime.CellFailed {
        runtime.cells.switchTo(Runtime.version("x", 1, route(step) + String.join("", more), grant()));
    }

    private static String route(String step) {
        return route("x", step).replace("platform-http:/x", "platform-http:/x") + """
                - route:
                    id: again
                    from:
                      uri: direct:a
                      steps:
                        - to: {uri: 'direct:a'}
                """;
    }

    private static String route(String name, String step) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: platform-http:/%1$s
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - %2$s
                """.formatted(name, step);
    }

    static Grant grant() {
        return new Grant(
                List.of(
                        new Grant.Entry("http", "POST", "/x"),
                        new Grant.Entry("file", "", "in"),
                        new Grant.Entry("timer", "", "1s")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(List.of("in")),
                new TreeSet<>(List.of("out")),
                new TreeSet<>(List.of("platform-http", "direct", "seda", "timer", "file")),
                new TreeSet<>(List.of("jq")),
                new TreeSet<>());
    }
}

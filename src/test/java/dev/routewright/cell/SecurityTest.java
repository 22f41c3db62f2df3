package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.routewright.cell.CellRuntime.Attempt;
import dev.routewright.route.Grant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes that no inspection has seen, reach outside their grant, and try to hide it. */
class SecurityTest {
    private static final String REACH = "toD: {id: reach, uri: 'file:elsewhere/${header.target}'}";
    private static final String WHAT = "the folder elsewhere/x";

    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() {
        runtime = Runtime.unread(files, settings -> settings.withAnswerWithin(Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    static Stream<Arguments> hidingPlaces() {
        return Stream.of(
                Arguments.of("nowhere", """
                        - %s
                        """),
                Arguments.of("a catch", """
                        - doTry:
                            steps: [{%s}]
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps: [{setBody: {constant: caught}}]
                        """),
                Arguments.of("a catch of everything that does nothing", """
                        - doTry:
                            steps: [{%s}]
                            doCatch:
                              - exception: [java.lang.Throwable]
                                steps: []
                        """),
                Arguments.of("a loop of catches", """
                        - loop:
                            constant: 1000
                            steps:
                              - doTry:
                                  steps: [{%s}]
                                  doCatch:
                                    - exception: [java.lang.Exception]
                                      steps: []
                        """),
                Arguments.of("a split", """
                        - split:
                            expression: {jq: '.parts'}
                            steps: [{%s}]
                        """),
                Arguments.of("branches", """
                        - multicast:
                            parallelProcessing: true
                            steps: [{%s}, {setBody: {constant: fine}}]
                        """),
                Arguments.of("properties that are thrown away", """
                        - removeProperties: {pattern: '*'}
                        - %s
                        """),
                Arguments.of("an endpoint that may be wrong", """
                        - toD: {uri: 'file:elsewhere/${header.target}', ignoreInvalidEndpoint: true}
                        # %s
                        """),
                Arguments.of("a list whose endpoints may be wrong", """
                        - recipientList: {simple: 'file:elsewhere/${header.target}', ignoreInvalidEndpoints: true}
                        # %s
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hidingPlaces")
    void failsTheMessageWhateverTheRouteCatches(String place, String steps) throws Exception {
        load(steps);

        var answer = post();

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Json.MAPPER.readTree(answer.body()).get("deadLetter").textValue())
                .isEqualTo("letter-1");
        assertThat(runtime.kept).singleElement().satisfies(letter -> assertThat(letter.cause())
                .isEqualTo("The grant does not allow %s. Nothing was touched; approve a version whose grant holds it."
                        .formatted(WHAT)));
        assertThat(runtime.attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.integration()).isEqualTo("x");
            assertThat(attempt.version()).isEqualTo(1);
            assertThat(attempt.exchangeId()).isEqualTo(runtime.kept.get(0).exchangeId());
            assertThat(attempt.what()).isEqualTo(WHAT);
            if (!steps.contains("# %s")) assertThat(attempt.step()).isEqualTo("reach");
        });
        assertThat(files.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void failsTheMessageThoughTheRouteHandlesEveryFailureAndTriesForEver() throws Exception {
        runtime.cells.switchTo(Runtime.version("x", 1, """
                - onException:
                    exception: [java.lang.Exception]
                    handled: {constant: 'true'}
                    redeliveryPolicy: {maximumRedeliveries: -1, redeliveryDelay: 0}
                    steps: [{setBody: {constant: handled}}]
                """ + route("- %s\n"), grant()));

        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(runtime.kept).hasSize(1);
        assertThat(runtime.attempts).hasSize(1);
    }

    @Test
    void keepsAPartThatReachesOutAfterTheCallerHasItsAnswer() throws Exception {
        load("""
                - wireTap: {uri: 'direct:later'}
                - setBody: {constant: answered}
                """, """
                - route:
                    id: later
                    from:
                      uri: direct:later
                      steps:
                        - delay: {constant: 200}
                        - %s
                """.formatted(REACH));

        assertThat(post().body()).isEqualTo("answered");

        await().until(() -> runtime.kept.size() == 1);
        assertThat(new String(runtime.kept.get(0).message().body())).isEqualTo("{\"parts\":[1,2]}");
        assertThat(runtime.attempts).hasSize(1);
        assertThat(runtime.attempts.get(0).step()).isEqualTo("reach");
    }

    @Test
    void noticesATapThatNeverComesToAStep() throws Exception {
        load("""
                - wireTap: {uri: 'file:elsewhere/${header.target}', dynamicUri: true}
                - setBody: {constant: answered}
                """);

        post();

        // The message whose thread looked the address up, and the copy that was to go there.
        await().untilAsserted(() -> assertThat(runtime.kept).hasSize(2));
        assertThat(runtime.attempts).isNotEmpty().allSatisfy(attempt -> assertThat(attempt.what())
                .isEqualTo(WHAT));
    }

    @Test
    void movesAFileToTheFailedOnesThoughTheRouteHandledTheFailure() throws Exception {
        Files.createDirectories(files.resolve("in"));
        Files.writeString(files.resolve("in/a.txt"), "a");
        runtime.cells.switchTo(Runtime.version("x", 1, """
                - onException:
                    exception: [java.lang.Exception]
                    handled: {constant: 'true'}
                - route:
                    id: x
                    from:
                      uri: file:in?initialDelay=0
                      steps:
                        - setHeader: {name: target, constant: x}
                        - %s
                """.formatted(REACH), grant()));

        await().until(() -> Files.exists(files.resolve("in/.failed/a.txt")));
        assertThat(runtime.kept).hasSize(1);
        assertThat(runtime.attempts).hasSize(1);
    }

    @Test
    void tellsOfAVersionThatReachesOutWhileItLoads() {
        assertThatThrownBy(() -> load("- to: {uri: 'file:/etc'}\n")).isInstanceOf(CellRuntime.CellFailed.class);

        assertThat(runtime.attempts).containsExactly(new Attempt("x", 1, null, null, "the folder /etc"));
    }

    @Test
    void saysWhatInOneShortLine() {
        var attempt = new OutsideGrant("component \u001b[31m\n\u202e" + "x".repeat(1000));

        assertThat(attempt.what()).isEqualTo("component  [31m " + "x".repeat(183) + "…");
    }

    @Test
    void cannotStopItsNeighbour() throws Exception {
        runtime.cells.switchTo(Runtime.version("neighbour", 1, """
                - route:
                    id: neighbour
                    from:
                      uri: platform-http:/neighbour
                      parameters: {httpMethodRestrict: GET}
                      steps: [{setBody: {constant: here}}]
                """, Runtime.httpGrant("GET", "/neighbour")));
        load("- %s\n");

        for (int i = 0; i < 20; i++) assertThat(post().statusCode()).isEqualTo(500);

        assertThat(runtime.get("/neighbour").body()).isEqualTo("here");
    }

    private java.net.http.HttpResponse<String> post() throws Exception {
        return runtime.post("/x", "{\"parts\":[1,2]}", "target", "x");
    }

    private void load(String steps, String... more) throws CellRuntime.CellFailed {
        runtime.cells.switchTo(Runtime.version("x", 1, route(steps) + String.join("", more), grant()));
    }

    private static String route(String steps) {
        return """
                - route:
                    id: x
                    from:
                      uri: platform-http:/x
                      parameters: {httpMethodRestrict: POST}
                      steps:
                """ + steps.replace("%s", REACH).indent(8);
    }

    private static Grant grant() {
        return new Grant(
                List.of(new Grant.Entry("http", "POST", "/x"), new Grant.Entry("file", "", "in")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(List.of("in")),
                new TreeSet<>(List.of("out")),
                new TreeSet<>(List.of("platform-http", "direct", "file")),
                new TreeSet<>(List.of("jq")),
                new TreeSet<>());
    }
}

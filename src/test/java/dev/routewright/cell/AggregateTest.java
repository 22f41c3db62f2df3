package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Grant;
import dev.routewright.services.LiveServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that wait for others, under the standard policy. */
class AggregateTest {
    private static final String FIVES = """
            - route:
                id: main
                from:
                  uri: platform-http:/reports
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setBody: {id: report, expression: {jq: {expression: '{id: .id}'}}}
                    - aggregate:
                        id: gather
                        correlationExpression: {constant: {expression: all}}
                        aggregationStrategy: "#routewright.groupBodies"
                        completionSize: 5
                        completionTimeout: %d
                        steps:
                          - setVariable: {id: call-input, name: call-input, expression: {jq: {expression: '{sku: ([.[].id] | join(",")), quantity: length}'}}}
                          - to:
                              id: call
                              uri: kamelet:stock-reserve
                              parameters: {retries: 0}
                              variableSend: call-input
                              variableReceive: call
                    - setHeader: {id: status, name: CamelHttpResponseCode, expression: {constant: {expression: 202}}}
                    - setBody: {id: reply, expression: {jq: {expression: '{accepted: true}'}}}
            """;

    @TempDir
    Path files;

    private Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
        answers(200, 0);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void fortyAtOnceMakeEightGroupsOfFiveAndNoneIsLostOrThereTwice() throws Exception {
        load(1, 60_000);

        assertThat(post(40)).containsOnly(202);

        Awaitility.await().untilAsserted(() -> assertThat(delivered()).hasSize(40));
        assertThat(delivered()).doesNotHaveDuplicates();
        assertThat(runtime.stock.getAllServeEvents()).hasSize(8);
        Awaitility.await().until(() -> runtime.held.isEmpty());
        assertThat(runtime.kept).isEmpty();
        assertThat(runtime.everHeld).hasValue(40);
    }

    @Test
    void nobodyWaitsForTheGroupToBeDelivered() throws Exception {
        answers(200, 2_000);
        load(1, 60_000);
        long begun = System.nanoTime();

        assertThat(post(5)).containsOnly(202);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1_900));
        assertThat(runtime.held).hasSize(5);
        Awaitility.await().untilAsserted(() -> assertThat(delivered()).hasSize(5));
    }

    @Test
    void aGroupThatStaysSmallGoesOnWhenItsTimeIsOver() throws Exception {
        load(1, 200);

        post(2);

        Awaitility.await().untilAsserted(() -> assertThat(delivered()).containsExactlyInAnyOrder("m0", "m1"));
    }

    @Test
    void aGroupThatCannotBeDeliveredIsKeptMessageByMessage() throws Exception {
        answers(500, 0);
        load(1, 60_000);

        assertThat(post(5)).containsOnly(202);

        Awaitility.await().untilAsserted(() -> assertThat(runtime.kept)
                .extracting(k -> new ObjectMapper()
                        .readTree(k.message().body())
                        .path("id")
                        .asText())
                .containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4"));
        Awaitility.await().until(() -> runtime.held.isEmpty());
    }

    @Test
    void anOpenGroupIsCompletedWhenItsVersionIsReplacedAndWhenTheRuntimeStops() throws Exception {
        load(1, 3_600_000);
        post(2);
        load(2, 3_600_000);

        Awaitility.await().untilAsserted(() -> assertThat(delivered()).containsExactlyInAnyOrder("m0", "m1"));
        post(1);
        runtime.cells.drain(Duration.ofSeconds(5));

        assertThat(delivered()).hasSize(3);
        assertThat(runtime.kept).isEmpty();
        assertThat(runtime.held).isEmpty();
    }

    @Test
    void aMessageThatCannotBeHeldIsNotTaken() throws Exception {
        load(1, 60_000);
        runtime.fillStore();

        assertThat(post(1)).containsOnly(500);
        assertThat(runtime.cells.figures("reports").orElseThrow().inFlight()).isZero();
    }

    @Test
    void aMessageWithoutACorrelationIsKeptAndInNoGroup() throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "reports",
                1,
                FIVES.formatted(200).replace("constant: {expression: all}", "jq: {expression: .shelf}"),
                grant(FIVES.formatted(200))));

        assertThat(runtime.post("/reports", "{\"id\":\"m0\"}").statusCode()).isNotEqualTo(202);
        assertThat(runtime.held).isEmpty();
        assertThat(runtime.cells.figures("reports").orElseThrow().inFlight()).isZero();
    }

    private void load(int number, int timeout) throws Exception {
        var yaml = FIVES.formatted(timeout);
        runtime.cells.switchTo(Runtime.version("reports", number, yaml, grant(yaml)));
    }

    /** What inspection under the standard policy grants, which must not find anything. */
    private Grant grant(String yaml) {
        var services = runtime.services.all().stream()
                .map(LiveServices.Registered::service)
                .toList();
        var inspection = new Inspector(Policy.standard()).inspect(yaml, services);
        assertThat(inspection.findings()).isEmpty();
        return inspection.grant();
    }

    private List<Integer> post(int many) throws Exception {
        var callers = Executors.newFixedThreadPool(Math.min(many, 8));
        try {
            var posts = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < many; i++) {
                var body = "{\"id\":\"m%d\"}".formatted(i);
                posts.add(() -> runtime.post("/reports", body).statusCode());
            }
            var statuses = new ArrayList<Integer>();
            for (var status : callers.invokeAll(posts)) statuses.add(status.get());
            return statuses;
        } finally {
            callers.shutdownNow();
        }
    }

    private List<String> delivered() throws Exception {
        var ids = new ArrayList<String>();
        for (var event : runtime.stock.getAllServeEvents()) {
            var body = new ObjectMapper().readTree(event.getRequest().getBodyAsString());
            ids.addAll(List.of(body.path("sku").asText().split(",")));
        }
        return ids;
    }

    private void answers(int status, int delay) {
        runtime.stock.resetMappings();
        runtime.stock.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{}")
                        .withFixedDelay(delay)));
    }
}

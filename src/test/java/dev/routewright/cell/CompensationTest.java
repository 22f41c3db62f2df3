package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message has done is undone when it fails, and calls nobody waits for are made. */
class CompensationTest {
    private static final String ORDER = "{\"sku\":\"A\"}";
    private static final String HEAD = """
            - route:
                id: order
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: in, name: in, jq: {expression: '{sku}'}}
            """;
    private static final String TWO_STEPS = """
                    - to: {id: keep, uri: "kamelet:stock-reserve", variableSend: in, variableReceive: one}
                    - setVariable: {id: undo-one, name: undo, jq: {expression: '{id: "first"}'}}
                    - to: {id: note-one, uri: "kamelet:stock-release", parameters: {compensation: true}, variableSend: undo, variableReceive: noted}
                    - to: {id: keep-two, uri: "kamelet:stock-reserve", variableSend: in, variableReceive: two}
                    - setVariable: {id: undo-two, name: undo, jq: {expression: '{id: "second"}'}}
                    - to: {id: note-two, uri: "kamelet:stock-release", parameters: {compensation: true}, variableSend: undo, variableReceive: noted}
                    - to: {id: look, uri: "kamelet:stock-getStock", parameters: {retries: 0}, variableSend: in, variableReceive: stock}
                    - setBody: {id: done, jq: {expression: '{noted: variable("noted")}'}}
            """;
    private static final String ANSWERED = HEAD + """
                    - doTry:
                        id: trying
                        steps:
            """ + TWO_STEPS.indent(8) + """
                        doCatch:
                          - id: caught
                            exception: [java.lang.Exception]
                            steps:
                              - to: {id: undo-all, uri: "kamelet:saga-compensate", variableReceive: undone}
                              - setHeader: {id: status, name: CamelHttpResponseCode, constant: {expression: "409"}}
                              - setBody: {id: sorry, jq: {expression: 'variable("undone")'}}
            """;
    private static final String LATER = HEAD + """
                    - to: {id: send, uri: "kamelet:stock-ship", parameters: {async: true, retries: 0}, variableSend: in, variableReceive: sent}
                    - setBody: {id: done, jq: {expression: '{accepted: variable("sent").accepted}'}}
            """;

    @TempDir
    Path files;

    private Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
        runtime.stock.stubFor(post(urlPathMatching("/reservations")).willReturn(okJson("{}")));
        runtime.stock.stubFor(delete(urlPathMatching("/reservations/.*")).willReturn(okJson("{}")));
        runtime.stock.stubFor(get(urlPathMatching("/stock/.*")).willReturn(okJson("{}")));
        runtime.outbox.begin();
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private void live(String yaml) throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "orders",
                1,
                yaml,
                Runtime.httpGrant(
                        "POST",
                        "/orders",
                        "stock.reserve",
                        "stock.release",
                        "stock.getStock",
                        "stock.ship",
                        "saga.compensate")));
    }

    private void stockFails() {
        runtime.stock.stubFor(
                get(urlPathMatching("/stock/.*")).willReturn(aResponse().withStatus(500)));
    }

    private List<String> calls() {
        var all = new ArrayList<>(runtime.stock.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList());
        Collections.reverse(all);
        return all;
    }

    @Test
    void aMessageThatEndsWellUndoesNothing() throws Exception {
        live(HEAD + TWO_STEPS);

        var answer = runtime.post("/orders", ORDER);

        assertThat(answer.body()).isEqualTo("{\"noted\":{}}");
        assertThat(calls()).containsExactly("POST /reservations", "POST /reservations", "GET /stock/A");
        assertThat(runtime.outboxes.sagas()).isEmpty();
        assertThat(runtime.held).isEmpty();
    }

    @Test
    void whatAFailedMessageDidIsUndoneTheLastFirst() throws Exception {
        stockFails();
        live(HEAD + TWO_STEPS);

        assertThat(runtime.post("/orders", ORDER).statusCode()).isEqualTo(503);

        await().until(() -> runtime.outboxes.sagas().isEmpty());
        assertThat(calls())
                .containsExactly(
                        "POST /reservations",
                        "POST /reservations",
                        "GET /stock/A",
                        "DELETE /reservations/second",
                        "DELETE /reservations/first");
        assertThat(runtime.notes)
                .containsExactly(
                        java.util.Map.entry(
                                "letter-1",
                                "[stock.getStock] " + runtime.stock.baseUrl()
                                        + " answered with status 500. 1 attempt was made. Undone: stock.release, stock.release."));
        assertThat(runtime.held).isEmpty();
    }

    @Test
    void aRouteThatAnswersUndoesFirst() throws Exception {
        stockFails();
        live(ANSWERED);

        var answer = runtime.post("/orders", ORDER);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"undone\":[\"stock.release\",\"stock.release\"],\"failed\":[]}");
        assertThat(calls()).endsWith("DELETE /reservations/second", "DELETE /reservations/first");
        assertThat(runtime.outboxes.sagas()).isEmpty();
        assertThat(runtime.held).isEmpty();
    }

    @Test
    void whatCannotBeUndoneIsTriedAgainAndTheOthersGoOn() throws Exception {
        stockFails();
        runtime.stock.stubFor(delete("/reservations/second")
                .inScenario("undo")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(409))
                .willSetStateTo("again"));
        live(ANSWERED);

        var answer = runtime.post("/orders", ORDER);

        assertThat(answer.body()).isEqualTo("{\"undone\":[\"stock.release\"],\"failed\":[\"stock.release\"]}");
        await().until(() -> runtime.outboxes.waiting().isEmpty());
        assertThat(calls())
                .endsWith("DELETE /reservations/second", "DELETE /reservations/first", "DELETE /reservations/second");
    }

    @Test
    void whatWasNeverThereIsUndone() throws Exception {
        stockFails();
        runtime.stock.stubFor(delete(urlPathMatching("/reservations/.*"))
                .willReturn(aResponse().withStatus(404)));
        live(ANSWERED);

        assertThat(runtime.post("/orders", ORDER).body())
                .isEqualTo("{\"undone\":[\"stock.release\",\"stock.release\"],\"failed\":[]}");
    }

    @Test
    void aMessageThatIsUnderWayWhenTheProcessDiesIsUndoneAtTheNextStart() throws Exception {
        runtime.stock.stubFor(
                get(urlPathMatching("/stock/.*")).willReturn(okJson("{}").withFixedDelay(60_000)));
        live(HEAD + TWO_STEPS);
        runtime.http.sendAsync(
                java.net.http.HttpRequest.newBuilder(runtime.cells.ingressUri().resolve("/orders"))
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(ORDER))
                        .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        await().until(() -> calls().contains("GET /stock/A"));
        assertThat(runtime.held).hasSize(1);

        try (var next = runtime.nextProcess()) {
            next.recover(java.time.Duration.ofSeconds(5));
        }

        assertThat(calls()).endsWith("DELETE /reservations/second", "DELETE /reservations/first");
        assertThat(runtime.notes.values())
                .containsExactly("The process stopped while the message was under way. The last call it had begun was "
                        + "stock.reserve, which may have been done. Undone: stock.release, stock.release.");
        assertThat(runtime.outboxes.sagas()).isEmpty();
    }

    @Test
    void aCallNobodyWaitsForIsMadeUntilItSucceedsWithOneKey() throws Exception {
        runtime.stock.stubFor(post("/shipments")
                .inScenario("ship")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("up"));
        runtime.stock.stubFor(
                post("/shipments").inScenario("ship").whenScenarioStateIs("up").willReturn(okJson("{}")));
        live(LATER);

        assertThat(runtime.post("/orders", ORDER).body()).isEqualTo("{\"accepted\":true}");

        await().until(() -> calls().size() == 2 && runtime.outboxes.waiting().isEmpty());
        assertThat(runtime.stock.getAllServeEvents().stream()
                        .map(event -> event.getRequest().getHeader("Idempotency-Key"))
                        .distinct())
                .hasSize(1)
                .doesNotContainNull();
    }

    @Test
    void aCallThatIsRefusedBecomesADeadLetterOfItsOwnAndIsMadeAgainByReplay() throws Exception {
        runtime.stock.stubFor(post("/shipments").willReturn(aResponse().withStatus(422)));
        live(LATER);
        runtime.post("/orders", ORDER);
        await().until(() -> runtime.kept.size() == 1);
        var kept = runtime.kept.get(0);
        assertThat(kept.cause())
                .isEqualTo(
                        "The message that made this call had gone on without waiting for it. It was given up: "
                                + "[stock.ship] The service refused the call with status 422. Replay it to make the call again.");
        runtime.stock.stubFor(post("/shipments").willReturn(okJson("{\"shipped\":true}")));

        var replayed = runtime.cells.replay("orders", kept.message());

        assertThat(replayed).isEqualTo(new CellRuntime.Replayed(200, "{\"shipped\":true}", null));
        assertThat(calls()).containsExactly("POST /shipments", "POST /shipments");
    }

    @Test
    void soManyCallsWaitAndNoMore() throws Exception {
        runtime.stock.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        live(LATER);
        for (int i = 0; i < Runtime.QUICKLY.waiting(); i++)
            assertThat(runtime.post("/orders", ORDER).statusCode()).isEqualTo(200);

        assertThat(runtime.post("/orders", ORDER).statusCode()).isEqualTo(503);
        assertThat(runtime.kept.get(0).cause())
                .isEqualTo("[stock.ship] 3 calls of this integration wait to be made already, which is the most. "
                        + "Nothing was sent.");
    }
}

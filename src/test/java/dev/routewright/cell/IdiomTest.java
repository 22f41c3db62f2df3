package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms drafts are written in, one test each. */
class IdiomTest {
    private static final String HEAD = """
            - route:
                id: order
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: message, name: message, expression: {jq: {expression: "."}}}
            """;

    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void callsInParallelAndSeesTheRepliesOfAll() throws Exception {
        runtime.stock.stubFor(get(urlPathEqualTo("/stock/A")).willReturn(okJson("{\"available\":3}")));
        runtime.stock.stubFor(post(urlPathEqualTo("/reservations")).willReturn(okJson("{\"id\":7}")));
        load("""
                        - multicast:
                            id: both
                            parallelProcessing: true
                            stopOnException: true
                            aggregationStrategy: "#routewright.keepReplies"
                            steps:
                              - pipeline:
                                  id: left
                                  steps:
                                    - setVariable: {id: l1, name: left-input, jq: {expression: "{sku: .sku}"}}
                                    - to: {id: look, uri: "kamelet:stock-getStock", variableSend: left-input, variableReceive: stock}
                              - pipeline:
                                  id: right
                                  steps:
                                    - setVariable: {id: r1, name: right-input, jq: {expression: "{sku: .sku, quantity: 1}"}}
                                    - to: {id: take, uri: "kamelet:stock-reserve", variableSend: right-input, variableReceive: taken}
                        - setBody: {id: reply, jq: {expression: '{sku, stock: variable("stock"), taken: variable("taken").id}'}}
                """);

        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");

        assertThat(answer.body()).isEqualTo("{\"sku\":\"A\",\"stock\":{\"available\":3},\"taken\":7}");
    }

    @Test
    void keepsOneDeadLetterWhenTwoBranchesFail() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        runtime.stock.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(404)));
        load("""
                        - multicast:
                            id: both
                            parallelProcessing: true
                            stopOnException: true
                            aggregationStrategy: "#routewright.keepReplies"
                            steps:
                              - to: {id: look, uri: "kamelet:stock-getStock", variableSend: message, variableReceive: stock}
                              - to: {id: take, uri: "kamelet:stock-reserve", variableSend: message, variableReceive: taken}
                """);

        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(runtime.kept).hasSize(1);
        assertThat(runtime.kept.get(0).step()).isIn("look", "take");
        assertThat(runtime.kept.get(0).cause()).endsWith("The service refused the call with status 404.");
    }

    @Test
    void callsOnceForEachItem() throws Exception {
        runtime.stock.stubFor(post(urlPathEqualTo("/reservations")).willReturn(okJson("{\"id\":7}")));
        load("""
                        - split:
                            id: each
                            jq: {expression: ".items"}
                            stopOnException: true
                            steps:
                              - setVariable: {id: item, name: item, jq: {expression: "."}}
                              - setVariable: {id: in, name: take-input, jq: {expression: '{sku: variable("item").sku, quantity: variable("item").n}'}}
                              - to: {id: take, uri: "kamelet:stock-reserve", variableSend: take-input, variableReceive: taken}
                        - setBody: {id: reply, jq: {expression: '{done: (variable("message").items | length)}'}}
                """);

        var answer = runtime.post("/orders", "{\"items\":[{\"sku\":\"A\",\"n\":1},{\"sku\":\"B\",\"n\":2}]}");

        assertThat(answer.body()).isEqualTo("{\"done\":2}");
        runtime.stock.verify(
                1,
                postRequestedFor(urlPathEqualTo("/reservations"))
                        .withRequestBody(equalToJson("{\"sku\":\"B\",\"quantity\":2}")));
    }

    @Test
    void keepsTheWholeMessageWhenOneItemFails() throws Exception {
        runtime.stock.stubFor(
                post(urlPathEqualTo("/reservations")).willReturn(aResponse().withStatus(422)));
        load("""
                        - split:
                            id: each
                            jq: {expression: ".items"}
                            stopOnException: true
                            steps:
                              - to: {id: take, uri: "kamelet:stock-reserve", variableReceive: taken}
                """);

        runtime.post("/orders", "{\"items\":[{\"sku\":\"A\"},{\"sku\":\"B\"}]}");

        assertThat(runtime.kept).hasSize(1);
        assertThat(new String(runtime.kept.get(0).message().body()))
                .isEqualTo("{\"items\":[{\"sku\":\"A\"},{\"sku\":\"B\"}]}");
        assertThat(runtime.kept.get(0).step()).isEqualTo("take");
    }

    @Test
    void aFailurePathWithAReplyAnswersAndKeepsNothing() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        load(caught("""
                              - setHeader: {id: h, name: CamelHttpResponseCode, constant: {expression: "409"}}
                              - setBody: {id: b, jq: {expression: '{refused: .sku}'}}
                              - stop: {id: s}
                """));

        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"refused\":\"A\"}");
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void aFailurePathThatThrowsAgainKeepsTheMessage() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        load(caught("""
                              - throwException: {id: t, exceptionType: java.lang.IllegalStateException, message: "${exception.message}"}
                """));

        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(runtime.kept).hasSize(1);
        assertThat(runtime.kept.get(0).cause())
                .isEqualTo("[stock.getStock] The service refused the call with status 404.");
    }

    @Test
    void aMessageThatNobodyAnswersIsNotEchoed() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));
        load("        - to: {id: look, uri: \"kamelet:stock-getStock\", variableReceive: stock}\n");

        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aFailurePathDecidesByTheStatusOfTheLastAnswer() throws Exception {
        runtime.stock.stubFor(
                get(anyUrl()).willReturn(aResponse().withStatus(404).withBody("{\"error\":\"no such sku\"}")));
        load(caught("""
                              - setBody: {id: b, jq: {expression: 'variable("failure")'}}
                """));

        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");

        assertThat(answer.body())
                .isEqualTo("{\"operation\":\"stock.getStock\",\"status\":404,\"refused\":true,"
                        + "\"message\":\"[stock.getStock] The service refused the call with status 404.\","
                        + "\"body\":{\"error\":\"no such sku\"}}");
    }

    @Test
    void aFailureThatIsNoRefusalHasTheStatusOfTheLastAttempt() throws Exception {
        runtime.stock.stubFor(
                get(anyUrl()).willReturn(aResponse().withStatus(503).withBody("try later")));
        load(caught("""
                              - setBody: {id: b, jq: {expression: 'variable("failure") | {status, refused, body}'}}
                """));

        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");

        assertThat(answer.body()).isEqualTo("{\"status\":503,\"refused\":false,\"body\":\"try later\"}");
    }

    @Test
    void aFailureWithoutAnAnswerHasStatusZero() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        load(caught("""
                              - setBody: {id: b, jq: {expression: 'variable("failure") | {status, refused, body}'}}
                """));

        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");

        assertThat(answer.body()).isEqualTo("{\"status\":0,\"refused\":false,\"body\":null}");
    }

    @Test
    void aCatchAroundASplitReadsTheFailureOfItsPart() throws Exception {
        runtime.stock.stubFor(
                post(urlPathEqualTo("/reservations")).willReturn(aResponse().withStatus(422)));
        load("""
                        - doTry:
                            id: try
                            steps:
                              - split:
                                  id: each
                                  jq: {expression: ".items"}
                                  stopOnException: true
                                  steps:
                                    - to: {id: take, uri: "kamelet:stock-reserve", variableReceive: taken}
                            doCatch:
                              - id: caught
                                exception: [java.lang.Exception]
                                steps:
                                  - setBody: {id: b, jq: {expression: 'variable("failure").status'}}
                """);

        var answer = runtime.post("/orders", "{\"items\":[{\"sku\":\"A\"}]}");

        assertThat(answer.body()).isEqualTo("422");
    }

    @Test
    void aRouteWhoseCallsAllSucceededHasNoFailure() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{}")));
        load("""
                        - to: {id: look, uri: "kamelet:stock-getStock", variableSend: message, variableReceive: stock}
                        - setBody: {id: b, jq: {expression: '{failed: (variable("failure").status == 404)}'}}
                """);

        assertThat(runtime.post("/orders", "{\"sku\":\"A\"}").body()).isEqualTo("{\"failed\":false}");
    }

    private static String caught(String steps) {
        return """
                        - doTry:
                            id: try
                            steps:
                              - to: {id: look, uri: "kamelet:stock-getStock", variableSend: message, variableReceive: stock}
                            doCatch:
                              - id: caught
                                exception: [java.lang.Exception]
                                steps:
                """ + steps.indent(4);
    }

    private void load(String steps) throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "order", 1, HEAD + steps, Runtime.httpGrant("POST", "/orders", "stock.getStock", "stock.reserve")));
    }
}

package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route remembers from one message to the next. */
class MemoryTest {
    private static final String ONCE = """
            - route:
                id: main
                from:
                  uri: platform-http:/loans
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {name: message, expression: {jq: {expression: .}}}
                    - setVariable: {name: claim-input, expression: {jq: {expression: '{key: variable("message").id}'}}}
                    - to: {uri: kamelet:memory-begin, variableSend: claim-input, variableReceive: claim}
                    - choice:
                        when:
                          - expression: {jq: {expression: 'variable("claim").state == "done"'}}
                            steps:
                              - setBody: {expression: {jq: {expression: 'variable("claim").value'}}}
                          - expression: {jq: {expression: 'variable("claim").state == "in-progress"'}}
                            steps:
                              - setHeader: {name: CamelHttpResponseCode, expression: {constant: {expression: 409}}}
                              - setBody: {expression: {constant: {expression: busy}}}
                        otherwise:
                          steps:
                            - setVariable: {name: call-input, expression: {jq: {expression: '{sku: "A"}'}}}
                            - to:
                                uri: kamelet:stock-reserve
                                parameters: {retries: 0}
                                variableSend: call-input
                                variableReceive: call
                            - setVariable: {name: done-input, expression: {jq: {expression: '{key: variable("message").id, value: {n: variable("call").n}}'}}}
                            - to: {uri: kamelet:memory-complete, variableSend: done-input, variableReceive: done}
                            - setBody: {expression: {jq: {expression: '{n: variable("call").n}'}}}
            """;

    @TempDir
    Path files;

    private Runtime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new Runtime(files);
        runtime.cells.switchTo(Runtime.version(
                "loans",
                1,
                ONCE,
                Runtime.httpGrant("POST", "/loans", "memory.begin", "memory.complete", "stock.reserve")));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void worksOnceOfEightAtOnceAndAnswersRepetitionsAsTheFirst() throws Exception {
        answers(200, "{\"n\":1}", 300);

        var statuses = atOnce(8).stream().map(HttpResponse::statusCode).toList();

        assertThat(statuses).containsOnlyOnce(200).filteredOn(s -> s == 409).hasSize(7);
        assertThat(runtime.post("/loans", "{\"id\":\"L-1\"}").body()).isEqualTo("{\"n\":1}");
        assertThat(runtime.stock.getAllServeEvents()).hasSize(1);
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void aMessageThatFailedMayComeAgain() throws Exception {
        answers(500, "", 0);
        assertThat(runtime.post("/loans", "{\"id\":\"L-1\"}").statusCode()).isEqualTo(503);
        runtime.stock.resetMappings();
        answers(200, "{\"n\":2}", 0);

        assertThat(runtime.post("/loans", "{\"id\":\"L-1\"}").body()).isEqualTo("{\"n\":2}");
    }

    @Test
    void aSuccessorRemembersWhatTheVersionBeforeDid() throws Exception {
        answers(200, "{\"n\":1}", 0);
        runtime.post("/loans", "{\"id\":7}");

        runtime.cells.switchTo(Runtime.version(
                "loans",
                2,
                ONCE,
                Runtime.httpGrant("POST", "/loans", "memory.begin", "memory.complete", "stock.reserve")));
        runtime.post("/loans", "{\"id\":7}");

        assertThat(runtime.stock.getAllServeEvents()).hasSize(1);
    }

    @Test
    void aKeyThatIsNoneIsTheMessagesFault() throws Exception {
        assertThat(runtime.post("/loans", "{\"id\":[1]}").body())
                .contains("The input key must be a text or number of 1 to 500 characters. Nothing was remembered.");
        assertThat(runtime.post("/loans", "{}").body()).contains("The input key is missing.");
        assertThat(runtime.kept).isEmpty();
    }

    private void answers(int status, String body, int delay) {
        runtime.stock.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(
                        com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
                .willReturn(com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)
                        .withFixedDelay(delay)));
    }

    private List<HttpResponse<String>> atOnce(int many) throws Exception {
        var barrier = new CyclicBarrier(many);
        var threads = Executors.newFixedThreadPool(many);
        try {
            var posts = new ArrayList<Callable<HttpResponse<String>>>();
            for (int i = 0; i < many; i++)
                posts.add(() -> {
                    barrier.await();
                    return runtime.post("/loans", "{\"id\":\"L-1\"}");
                });
            var answers = new ArrayList<HttpResponse<String>>();
            for (var answer : threads.invokeAll(posts)) answers.add(answer.get());
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}

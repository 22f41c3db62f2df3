package dev.routewright.services.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.knowledge.OpenApiServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxTest {
    private static final String DOCUMENT = """
            openapi: 3.0.3
            x-routewright-sandbox: %s
            paths:
              /payments:
                post:
                  operationId: pay
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: object
                          required: [account, amount]
                          properties: {account: {type: string}, amount: {type: number}, state: {type: string}}
                        examples:
                          small: {value: {account: A-1, amount: 10}}
                          large: {value: {account: A-1, amount: 10000, state: NEW}}
                          closed: {value: {account: A-9}}
                  responses:
                    '201':
                      description: Taken
                      content:
                        application/json:
                          examples:
                            small: {value: {account: A-1, state: PAID}}
                            large: {value: {account: A-1, state: REVIEW}}
                    '409':
                      description: Refused
                      content:
                        application/problem+json:
                          examples:
                            closed: {value: {title: The account is closed.}}
              /accounts/{no}:
                get:
                  operationId: account
                  parameters:
                    - {name: no, in: path, required: true, schema: {type: integer}, examples: {seven: {value: 7}, eight: {value: 8}}}
                  responses:
                    '200':
                      description: The account
                      content:
                        application/json:
                          examples:
                            seven: {value: {owner: Seven}}
                            eight: {value: {owner: Eight}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private Sandbox sandbox = sandbox("true");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void answersWithTheExampleThatIsShownForTheseInputs() throws Exception {
        assertThat(pay("{\"account\": \"A-1\", \"amount\": 10}"))
                .isEqualTo("201 {\"account\":\"A-1\",\"state\":\"PAID\"}");
        assertThat(pay("{\"account\": \"A-1\", \"amount\": 10000.0, \"state\": \"NEW\"}"))
                .isEqualTo("201 {\"account\":\"A-1\",\"state\":\"REVIEW\"}");
        assertThat(get("/accounts/8")).isEqualTo("200 {\"owner\":\"Eight\"}");
    }

    @Test
    void answersWithAnErrorOnlyWhereAllItIsShownForIsThere() throws Exception {
        assertThat(pay("{\"account\": \"A-9\", \"amount\": 10}"))
                .isEqualTo("409 {\"title\":\"The account is closed.\"}");
        assertThat(pay("{\"account\": \"A-8\", \"amount\": 10}"))
                .isEqualTo("201 {\"account\":\"A-8\",\"state\":\"PAID\"}");
    }

    @Test
    void answersWithTheFirstReplyWhereNoExampleFits() throws Exception {
        assertThat(pay("{\"account\": \"B\", \"amount\": 77}")).isEqualTo("201 {\"account\":\"B\",\"state\":\"PAID\"}");
        assertThat(get("/accounts/9")).isEqualTo("200 {\"owner\":\"Seven\"}");
        assertThat(pay("{\"account\": \"B\"}")).isEqualTo("400 {\"detail\":\"Missing: amount\"}");
    }

    @Test
    void startsAsManyInstancesAsTheDocumentSaysAndTakesItsTime() throws Exception {
        sandbox.close();
        sandbox = sandbox("{instances: 3, delay: 60ms..80ms}");

        assertThat(sandbox.urls()).hasSize(3).doesNotHaveDuplicates();
        for (var url : sandbox.urls()) {
            long begun = System.nanoTime();
            assertThat(send(HttpRequest.newBuilder(url.resolve("/accounts/7")))).isEqualTo("200 {\"owner\":\"Seven\"}");
            assertThat((System.nanoTime() - begun) / 1_000_000).isGreaterThanOrEqualTo(60);
        }
    }

    private static Sandbox sandbox(String mark) {
        return Sandbox.of(OpenApiServices.read("payments", DOCUMENT.formatted(mark)));
    }

    private String pay(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at("/payments")).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)));
    }

    private URI at(String path) {
        return sandbox.urls().get(0).resolve(path);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return reply.statusCode() + " " + reply.body();
    }
}

package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validation against a declared schema, over real HTTP. */
class SchemaTest {
    @TempDir
    Path files;

    private Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private void live(String steps) throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "check", 1, """
                - route:
                    id: check
                    from:
                      uri: platform-http:/check
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - setVariable: {id: m, name: m, jq: .}
                """ + steps, Runtime.httpGrant("POST", "/check", "schema.validate", "stock.getStock")));
    }

    private static final String CHECK = """
                        - setBody: {id: in, jq: '{value: variable("m"), schema: {required: ["sku"]}}'}
                        - to: {id: v, uri: "kamelet:schema-validate"}
              """;
    private static final String CALL = """
                        - setBody: {id: ci, jq: '{sku: "A"}'}
                        - to: {id: c, uri: "kamelet:stock-get-stock"}
              """;

    @Test
    void theCallerHearsEveryFaultAndNothingIsKept() throws Exception {
        live(CHECK);

        var answer = runtime.post("/check", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Json.MAPPER.readTree(answer.body()).path("errors").toString())
                .isEqualTo("[{\"pointer\":\"\",\"detail\":\"The member sku is missing.\"}]");
        assertThat(runtime.kept).isEmpty();
        assertThat(runtime.post("/check", "{\"sku\":1}").statusCode()).isEqualTo(200);
    }

    @Test
    void afterSomethingWasSentTheMessageIsKept() throws Exception {
        live(CALL + CHECK);

        assertThat(runtime.post("/check", "{}").statusCode()).isEqualTo(500);
        assertThat(runtime.kept)
                .extracting(CellRuntime.Failure::cause)
                .containsExactly("[schema.validate] The value does not keep to the schema in one place.");
    }

    @Test
    void aRouteMayCatchItAndReadTheFaults() throws Exception {
        live("""
                        - doTry:
                            id: t
                            steps:
                              - setBody: {id: in, jq: '{value: variable("m"), schema: {required: ["sku"]}}'}
                              - to: {id: v, uri: "kamelet:schema-validate"}
                            doCatch:
                              - id: k
                                exception: [java.lang.Exception]
                                steps:
                                  - setBody: {id: b, jq: 'variable("failure") | [.operation, .status, .body.errors[0].detail]'}
              """);

        assertThat(runtime.post("/check", "{}").body())
                .isEqualTo("[\"schema.validate\",400,\"The member sku is missing.\"]");
    }

    @Test
    void aSchemaThatCannotBeUsedIsNotTheCallersFault() throws Exception {
        live(CHECK.replace("required: [\"sku\"]", "\"type\": \"strin\""));

        assertThat(runtime.post("/check", "{}").statusCode()).isEqualTo(500);
        assertThat(runtime.kept).hasSize(1);
    }
}

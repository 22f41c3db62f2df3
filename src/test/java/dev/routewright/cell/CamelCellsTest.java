package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamelCellsTest {
    static final String ORDER = """
            - route:
                id: order
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: message, name: message, expression: {jq: {expression: "."}}}
                    - setVariable: {id: check-stock-input, name: check-stock-input, expression: {jq: {expression: "{sku: .sku}"}}}
                    - to:
                        id: check-stock
                        uri: kamelet:stock-getStock
                        parameters: {retries: 1, retryDelay: 10, backoff: 1, callTimeout: 3000}
                        variableSend: check-stock-input
                        variableReceive: stock
                    - choice:
                        id: enough
                        when:
                          - id: enough-1
                            expression: {jq: {expression: 'variable("stock").available >= .quantity'}}
                            steps:
                              - setBody: {id: yes, expression: {jq: {expression: '{ordered: .sku, left: variable("stock").available}'}}}
                        otherwise:
                          id: enough-otherwise
                          steps:
                            - setHeader: {id: conflict, name: CamelHttpResponseCode, expression: {constant: {expression: "409"}}}
                            - setBody: {id: no, expression: {jq: {expression: '{soldOut: .sku}'}}}
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
    void answersByEitherBranch() throws Exception {
        runtime.stock.stubFor(get(urlPathEqualTo("/stock/A")).willReturn(okJson("{\"sku\":\"A\",\"available\":3}")));
        runtime.cells.switchTo(
                Runtime.version("order", 1, ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));

        var yes = runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":2}");
        var no = runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":9}");

        assertThat(yes.body()).isEqualTo("{\"ordered\":\"A\",\"left\":3}");
        assertThat(yes.statusCode()).isEqualTo(200);
        assertThat(yes.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(no.body()).isEqualTo("{\"soldOut\":\"A\"}");
        assertThat(no.statusCode()).isEqualTo(409);
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void keepsAMessageWhoseServiceFailsAndTellsTheCallerAfterwards() throws Exception {
        runtime.stock.stubFor(
                get(urlPathEqualTo("/stock/A")).willReturn(aResponse().withStatus(500)));
        runtime.cells.switchTo(
                Runtime.version("order", 1, ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));

        var answer = runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":2}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Json.MAPPER.readTree(answer.body()).get("deadLetter").textValue())
                .isEqualTo("letter-1");
        runtime.stock.verify(2, getRequestedFor(urlPathEqualTo("/stock/A")));
        assertThat(runtime.kept).hasSize(1);
        var kept = runtime.kept.get(0);
        assertThat(kept.step()).isEqualTo("check-stock");
        assertThat(kept.cause())
                .isEqualTo("[stock.getStock] %s answered with status 500. 2 attempts were made."
                        .formatted(runtime.stock.baseUrl()));
        assertThat(new String(kept.message().body())).isEqualTo("{\"sku\":\"A\",\"quantity\":2}");
    }

    @Test
    void sendsAKeptMessageInAgain() throws Exception {
        runtime.stock.stubFor(
                get(urlPathEqualTo("/stock/A")).willReturn(aResponse().withStatus(500)));
        runtime.cells.switchTo(
                Runtime.version("order", 1, ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));
        runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":2}");

        var again = runtime.cells.replay("order", runtime.kept.get(0).message());
        runtime.stock.stubFor(get(urlPathEqualTo("/stock/A")).willReturn(okJson("{\"available\":3}")));
        var through = runtime.cells.replay("order", runtime.kept.get(0).message());

        assertThat(again.deadLetter()).isEqualTo("letter-2");
        assertThat(again.status()).isEqualTo(503);
        assertThat(through).isEqualTo(new CellRuntime.Replayed(200, "{\"ordered\":\"A\",\"left\":3}", null));
    }

    @Test
    void refusesAMessageThatIsItselfWrongAndKeepsNothing() throws Exception {
        runtime.cells.switchTo(
                Runtime.version("order", 1, ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));

        var malformed = runtime.post("/orders", "{\"sku\":");
        var missing = runtime.post("/orders", "{\"quantity\":1}");
        var shapeless = runtime.post("/orders", "[1]");

        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(missing.body()).get("detail").textValue())
                .isEqualTo("[stock.getStock] The input sku is missing. Nothing was sent.");
        assertThat(shapeless.statusCode()).isEqualTo(400);
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void showsEachCellInJmxUnderItsIntegrationsName() throws Exception {
        runtime.close();
        runtime = new Runtime(files, settings -> Settings.of(files).withIngress(settings.ingress()));
        var server = java.lang.management.ManagementFactory.getPlatformMBeanServer();
        var cells = new javax.management.ObjectName("org.apache.camel:type=context,name=\"order\",*");
        var grant = Runtime.httpGrant("POST", "/orders", "stock.getStock");

        runtime.cells.switchTo(Runtime.version("order", 1, ORDER, grant));
        runtime.cells.switchTo(Runtime.version("order", 2, ORDER, grant));
        org.awaitility.Awaitility.await()
                .until(() -> server.queryNames(cells, null).size() == 1);
        runtime.cells.remove("order");

        assertThat(server.queryNames(cells, null)).isEmpty();
    }

    @Test
    void answersInTheTypeTheRouteNames() throws Exception {
        runtime.cells.switchTo(Runtime.version("csv", 1, """
                - route:
                    id: csv
                    from:
                      uri: platform-http:/csv
                      parameters: {httpMethodRestrict: GET}
                      steps:
                        - setHeader: {id: h, name: Content-Type, constant: {expression: "text/csv"}}
                        - setBody: {id: b, constant: {expression: "a,b"}}
                """, Runtime.httpGrant("GET", "/csv")));

        var answer = runtime.get("/csv");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv");
        assertThat(answer.body()).isEqualTo("a,b");
    }

    @Test
    void failsACallWhoseServiceIsGone() throws Exception {
        runtime.cells.switchTo(
                Runtime.version("order", 1, ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));
        runtime.services.remove("stock");

        assertThat(runtime.post("/orders", "{\"sku\":\"A\"}").statusCode()).isEqualTo(503);
        assertThat(runtime.kept.get(0).cause())
                .isEqualTo("[stock.getStock] Service stock is not registered. Nothing was sent.");
    }

    @Test
    void keepsAPartThatGoesOnByItselfAndFails(@TempDir Path folder) throws Exception {
        runtime.close();
        runtime = new Runtime(folder, settings -> settings, Wide.PERMITTED);
        runtime.cells.switchTo(Runtime.version(
                "later",
                1,
                """
                - route:
                    id: later
                    from:
                      uri: platform-http:/later
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - to: {id: on, uri: "seda:on", parameters: {waitForTaskToComplete: Never}}
                        - setBody: {id: b, constant: {expression: "taken"}}
                - route:
                    id: later-on
                    from:
                      uri: seda:on
                      steps:
                        - throwException: {id: t, exceptionType: java.lang.IllegalStateException, message: "no luck"}
                """,
                Runtime.grant(
                        java.util.List.of(new dev.routewright.route.Grant.Entry("http", "POST", "/later")),
                        java.util.Set.of(),
                        "platform-http",
                        "seda")));

        assertThat(runtime.post("/later", "{\"n\":1}").body()).isEqualTo("taken");

        org.awaitility.Awaitility.await().until(() -> runtime.kept.size() == 1);
        assertThat(new String(runtime.kept.get(0).message().body())).isEqualTo("{\"n\":1}");
    }
}

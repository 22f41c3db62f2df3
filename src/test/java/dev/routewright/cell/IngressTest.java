package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.routewright.route.Grant;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngressTest {
    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new Runtime(files, settings -> settings.withLimits(1000, 2));
        runtime.cells.switchTo(Runtime.version(
                "order", 1, CamelCellsTest.ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void saysLittleWhereNothingListens() throws Exception {
        var answer = runtime.get("/elsewhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Nothing here\",\"status\":404,"
                        + "\"detail\":\"No integration listens at this path.\"}");
    }

    @Test
    void leavesNothingInTheTemporaryFolderHoweverItEnds() throws Exception {
        var mine = "routewright-ingress-" + ProcessHandle.current().pid() + "-";

        assertThat(runtime.get("/elsewhere").statusCode()).isEqualTo(404);
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(all.filter(path -> path.getFileName().toString().startsWith(mine)))
                    .isEmpty();
        }
    }

    @Test
    void namesTheMethodsAPathTakes() throws Exception {
        var answer = runtime.get("/orders");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        assertThat(runtime.post("/orders", "\"" + "x".repeat(2000) + "\"").statusCode())
                .isEqualTo(413);

        var chunked = HttpRequest.newBuilder(runtime.cells.ingressUri().resolve("/orders"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[2000])))
                .build();
        assertThat(runtime.http
                        .send(chunked, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void turnsCallersAwayWhenTooManyAreUnderWay() throws Exception {
        runtime.stock.stubFor(
                get(anyUrl()).willReturn(okJson("{\"available\":3}").withFixedDelay(1500)));
        var first = async("/orders", "{\"sku\":\"A\",\"quantity\":1}");
        var second = async("/orders", "{\"sku\":\"A\",\"quantity\":1}");
        await().until(() -> runtime.cells.figures("order").orElseThrow().inFlight() == 2);

        var third = runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":1}");

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
    }

    @Test
    void givesPlacesBackAfterEveryKindOfEnd() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        for (int i = 0; i < 5; i++) {
            runtime.post("/orders", "{");
            runtime.post("/orders", "{}");
            runtime.post("/orders", "\"" + "x".repeat(2000) + "\"");
            runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":1}");
        }

        assertThat(runtime.kept).hasSize(5);
        assertThat(runtime.cells.figures("order"))
                .hasValueSatisfying(f -> assertThat(f.inFlight()).isZero());
    }

    @Test
    void letsNoHeaderSteerARoute() throws Exception {
        runtime.cells.switchTo(Runtime.version("echo", 1, """
                - route:
                    id: echo
                    from:
                      uri: platform-http:/echo/{id}
                      parameters: {httpMethodRestrict: GET}
                      steps:
                        - setBody:
                            id: b
                            jq:
                              expression: '[header("id"), header("q"), header("X-Mine"), header("Authorization"), header("Cookie"), header("CamelFileName"), header("kafka.KEY"), header("CAMELHttpUri")]'
                """, Runtime.httpGrant("GET", "/echo/{id}")));
        var request = HttpRequest.newBuilder(
                        runtime.cells.ingressUri().resolve("/echo/a%20b?q=1%2B1&kafka.KEY=k&camelFileName=x"))
                .headers(
                        "X-Mine", "m",
                        "Authorization", "Bearer secret",
                        "Cookie", "a=b",
                        "CamelFileName", "../x",
                        "cAmElHttpUri", "http://evil",
                        "kafka.KEY", "k")
                .build();

        var answer = runtime.http.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("[\"a b\",\"1+1\",\"m\",null,null,null,null,null]");
    }

    @Test
    void answersNothingWhilePausedAndGoesOnAfterwards() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));
        runtime.cells.pause("order");
        assertThat(runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":1}").statusCode())
                .isEqualTo(503);
        assertThat(runtime.cells.figures("order").orElseThrow().paused()).isTrue();

        runtime.cells.resume("order");

        assertThat(runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":1}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysSoWhenAFailedMessageCouldNotBeKept() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        runtime.fillStore();

        var answer = runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":1}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("could not be kept").doesNotContain("deadLetter");
    }

    @Test
    void saysSoWhenThePortIsInUse() {
        URI taken = runtime.cells.ingressUri();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getPort());

        assertThatThrownBy(() -> new Runtime(files, settings -> settings.withIngress(address)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "[ingress] Port %d on %s is in use. Nothing was started. Free it or set routewright.ingress.port."
                                .formatted(taken.getPort(), address.getHostString()));
    }

    @Test
    void refusesAnEntryThatAnotherIntegrationHas() throws Exception {
        assertThatThrownBy(() -> runtime.cells.switchTo(Runtime.version(
                        "second",
                        1,
                        CamelCellsTest.ORDER.replace("id: order", "id: second"),
                        Runtime.httpGrant("POST", "/orders", "stock.getStock"))))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessage(
                        "[second] The entry POST /orders is taken by the integration order. Nothing has changed; give"
                                + " one of the two another path.");

        assertThat(runtime.cells.figures())
                .extracting(CellRuntime.Figures::integration)
                .containsExactly("order");
        assertThat(runtime.post("/orders", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void givesUpAnEntryWithItsIntegration() throws Exception {
        runtime.cells.remove("order");

        assertThat(runtime.post("/orders", "{}").statusCode()).isEqualTo(404);
        assertThat(runtime.cells.figures()).isEmpty();
        assertThatThrownBy(() -> runtime.cells.replay(
                        "order",
                        new CellRuntime.Message(new Grant.Entry("http", "POST", "/orders"), java.util.Map.of(), null)))
                .hasMessage("The integration order is not running.");
    }

    private CompletableFuture<HttpResponse<String>> async(String path, String body) {
        return runtime.http.sendAsync(
                HttpRequest.newBuilder(runtime.cells.ingressUri().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

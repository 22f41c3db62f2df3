package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarriedCredentialsTest {
    private static final String CANARY = "canary-4711";

    @TempDir
    Path files;

    private Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
        runtime.credentials = (caller, service) -> caller.equals(new Caller("order", 2)) && service.equals("stock")
                ? List.of(new Sent(Security.header("X-Api-Key"), CANARY))
                : List.of();
        runtime.stock.stubFor(get(urlPathEqualTo("/stock/A")).willReturn(okJson("{\"sku\":\"A\",\"available\":3}")));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void goWithTheCallsOfTheVersionTheyBelongTo() throws Exception {
        liveAs(1);
        runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":2}");
        runtime.stock.verify(getRequestedFor(urlPathEqualTo("/stock/A")).withoutHeader("X-Api-Key"));

        liveAs(2);
        var answer = runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":2}");

        runtime.stock.verify(1, getRequestedFor(urlPathEqualTo("/stock/A")).withHeader("X-Api-Key", equalTo(CANARY)));
        assertThat(answer.body() + answer.headers().map()).doesNotContain(CANARY);
    }

    @Test
    void stayOutOfWhatIsKeptOfAFailure() throws Exception {
        runtime.stock.stubFor(get(urlPathEqualTo("/stock/A"))
                .willReturn(aResponse().withStatus(401).withBody("bad key " + CANARY)));
        liveAs(2);

        var answer = runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":2}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(runtime.kept).hasSize(1);
        assertThat(answer.body() + runtime.kept.get(0)).doesNotContain(CANARY);
    }

    private void liveAs(int number) throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "order", number, CamelCellsTest.ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));
    }
}

package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StubServiceTest {
    private final Services services = new Services();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void answersFromTheExampleAndWhatTheScriptAdds() throws Exception {
        services.play(Documents.yaml("inventory.getStock: {body: {available: 1}}"));

        var reply = send("inventory", "GET", "/stock/SKU%2F7", "");

        assertThat(Documents.json(reply.body()))
                .isEqualTo(Documents.yaml("{sku: SKU-100, available: 1, warehouse: SHANGHAI-1}"));
        assertThat(services.script.calls())
                .extracting(Call::toString)
                .containsExactly("inventory.getStock{\"sku\":\"SKU/7\"} → 200");
    }

    @Test
    void turnsDownWhatTheDocumentDoesNotAllow() throws Exception {
        assertThat(send("alerting", "POST", "/alerts", "{\"source\": 7, \"severity\": \"LOUD\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(services.script.calls()).isEmpty();
        assertThat(services.script.complaints())
                .containsExactly("alerting turned down POST /alerts {\"source\": 7, \"severity\": \"LOUD\"}: "
                        + "[text is missing, source is 7, not string, severity is \"LOUD\", not one of "
                        + "[\"INFO\",\"WARNING\",\"CRITICAL\"]]");
    }

    @Test
    void prefersTheLiteralPathToATemplate() throws Exception {
        send("invoicing", "GET", "/invoices/overdue", "");
        assertThat(services.script.calls())
                .extracting(Call::operation)
                .containsExactly("invoicing.listOverdueInvoices");
    }

    @Test
    void givesRepliesInTurnAndTheLastForGood() throws Exception {
        services.play(Documents.yaml("payment.charge: [{status: 503}, {body: {status: DECLINED}}]"));
        var body = "{\"orderId\":\"O-1\",\"userId\":\"U-1\",\"amount\":1}";

        assertThat(send("payment", "POST", "/payments", body).statusCode()).isEqualTo(503);
        assertThat(send("payment", "POST", "/payments", body).body()).contains("DECLINED");
        assertThat(send("payment", "POST", "/payments", body).body()).contains("DECLINED");
    }

    @Test
    void refusesConnectionsWhileItIsDownAndIsBackOnItsPort() throws Exception {
        services.play(Documents.yaml("weather: down"));
        assertThatThrownBy(() -> send("weather", "GET", "/weather?city=X", "")).isInstanceOf(ConnectException.class);

        services.play(Documents.yaml("{}"));
        assertThat(send("weather", "GET", "/weather?city=X", "").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String service, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(services.get(service).url() + path))
                .method(method, BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

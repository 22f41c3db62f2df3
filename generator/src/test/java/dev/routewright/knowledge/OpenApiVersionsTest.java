package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import dev.routewright.route.Service.Security;
import dev.routewright.route.Service.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole documents as they are found outside, of both versions. */
class OpenApiVersionsTest {

    @Test
    void readsABookingServiceOfVersion30() throws IOException {
        var service = document("bookings-3.0.json");

        assertThat(service.servers())
                .containsExactly("https://eu.api.bookings.test:8443/v2", "http://localhost:8080/v2");
        assertThat(service.security())
                .containsExactly(
                        Security.header("X-Api-Key"),
                        Security.BEARER,
                        new Security(
                                Service.Kind.OAUTH2,
                                "https://login.bookings.test/oauth/token bookings:read bookings:write"));
        assertThat(service.operations())
                .extracting(Shapes::text)
                .containsExactly(
                        "bookings.listBookings {status?: \"OPEN\" | \"CANCELLED\", limit?: integer (e.g. 20)} → 200"
                                + " {items: [{id: string (e.g. \"B-1\"), room: {floor: integer, name?: string},"
                                + " status?: \"OPEN\" | \"CANCELLED\", note?: string}], next?: string}",
                        "bookings.createBooking {room: {floor: integer, name?: string}, note?: string} → 201 {id:"
                                + " string (e.g. \"B-1\"), room: {floor: integer, name?: string}, status?: \"OPEN\" |"
                                + " \"CANCELLED\", note?: string} | 409 {title?: string}",
                        "bookings.cancelBooking {id: string} → 204 gone");
        assertThat(service.operations())
                .extracting(Operation::id, Operation::idempotent)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("listBookings", true),
                        org.assertj.core.groups.Tuple.tuple("createBooking", true),
                        org.assertj.core.groups.Tuple.tuple("cancelBooking", false));
    }

    @Test
    void readsAFleetServiceOfVersion31() throws IOException {
        var service = document("fleet-3.1.yaml");

        assertThat(service.title()).isEqualTo("Fleet");
        assertThat(service.servers()).containsExactly("https://fleet.test/api");
        assertThat(service.security())
                .containsExactly(
                        Security.openId("https://id.fleet.test/.well-known/openid-configuration", java.util.List.of()));
        assertThat(service.operations())
                .extracting(Shapes::text)
                .containsExactly(
                        "fleet.getVehicle {vin: string (e.g. \"WVW1\")} → 200 {vin: string, kind: \"truck\", load?:"
                                + " number, driver?: {name: string, phone?: string}, tyres?: [{position: string, bar?: number}],"
                                + " spare?: {position: string, bar?: number}} | 404 {title?: string}");
    }

    @Test
    void readsAPaymentServiceWithNamedExamples() throws IOException {
        var service = document("payments-examples.yaml");

        assertThat(service.simulation()).isEqualTo(new Simulation(3, Duration.ofMillis(20), Duration.ofMillis(80)));
        assertThat(service.sandbox()).isTrue();
        var pay = service.operation("pay").orElseThrow();
        assertThat(pay.idempotent()).isFalse();
        assertThat(pay.examples())
                .containsExactly(
                        new Operation.Example(
                                "small",
                                Map.of("account", "A-1", "amount", 10),
                                201,
                                Map.of("state", "PAID", "limit", 500)),
                        new Operation.Example(
                                "large",
                                Map.of("account", "A-1", "amount", 10000),
                                201,
                                Map.of("state", "REVIEW", "limit", 500)),
                        new Operation.Example(
                                "closed", Map.of("account", "A-9"), 409, Map.of("title", "The account is closed.")));
        assertThat(service.operation("account").orElseThrow().examples())
                .containsExactly(
                        new Operation.Example("open", Map.of("id", "A-1"), 200, Map.of("id", "A-1", "open", true)));
    }

    @Test
    void refusesAServerVariableWhoseDefaultIsNoneOfItsValues() {
        assertThatThrownBy(() -> OpenApiServices.read("a", """
                openapi: 3.0.3
                servers:
                  - url: https://{region}.a.test
                    variables: {region: {default: us, enum: [eu, cn]}}
                paths: {/a: {get: {}}}
                """))
                .hasMessage("[service a] The variable region of one of its server addresses has a default that is"
                        + " not one of its values. Nothing was registered. Give it a default, which is what will be called, and"
                        + " send the document again.");
    }

    @Test
    void refusesASandboxNobodyCanStart() {
        assertThatThrownBy(() -> OpenApiServices.read("a", """
                openapi: 3.0.3
                x-routewright-sandbox: {instances: 3, delay: 80ms..20ms}
                paths: {/a: {get: {}}}
                """))
                .hasMessage(
                        "[service a] Its x-routewright-sandbox names a delay that falls or is above 60 s. Nothing"
                                + " was registered. Write true, or {instances: 3, delay: 20ms..80ms}, and send the document again.");
    }

    @Test
    void refusesReferencesThatLeadOutOfTheDocumentInEitherVersion() {
        for (var version : new String[] {"3.0.3", "3.1.0"})
            assertThatThrownBy(() -> OpenApiServices.read("a", """
                    openapi: %s
                    paths:
                      /a: {get: {responses: {200: {content: {application/json: {schema: {$ref: 'https://x.test/s.json#/S'}}}}}}}
                    """.formatted(version)))
                    .hasMessage("[service a] The document refers to https://x.test/s.json#/S,"
                            + " which lies outside of it and was not fetched. Nothing was registered. Put everything it needs"
                            + " under its own components and send it again.");
    }

    @Test
    void asksForATokenOnlyOverTlsOrOnThisMachine() {
        var document = """
                openapi: 3.0.3
                paths: {/a: {get: {}}}
                components:
                  securitySchemes:
                    o: {type: oauth2, flows: {clientCredentials: {tokenUrl: '%s', scopes: {}}}}
                """;

        assertThat(OpenApiServices.read("a", document.formatted("http://login.test/token"))
                        .security())
                .isEmpty();
        assertThat(OpenApiServices.read("a", document.formatted("http://127.0.0.1:21100/token"))
                        .security())
                .containsExactly(Security.oauth2("http://127.0.0.1:21100/token", java.util.List.of()));
    }

    private static Service document(String file) throws IOException {
        try (var in = OpenApiVersionsTest.class.getResourceAsStream("/knowledge/" + file)) {
            return OpenApiServices.read(
                    file.replaceFirst("-.*", ""), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

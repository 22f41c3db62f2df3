package dev.routewright.services.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContractsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Service ORDERS = OpenApiServices.read("orders", """
            openapi: 3.1.0
            paths:
              /orders/{id}:
                get:
                  operationId: getOrder
                  responses:
                    '200':
                      description: The order
                      content:
                        application/json:
                          schema:
                            type: object
                            required: [id, state]
                            properties:
                              id: {type: string}
                              state: {type: string, enum: [OPEN, DONE]}
                              total: {type: number}
                              lines:
                                type: array
                                items: {type: object, required: [sku], properties: {sku: {type: string}, count: {type: integer}}}
            """);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Contracts contracts = new Contracts(
            (service, operation, drift) -> told.add("%s %s %s".formatted(service, operation, drift.path())),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final Operation getOrder = ORDERS.operation("getOrder").orElseThrow();

    @AfterEach
    void close() {
        contracts.close();
    }

    @Test
    void reportsWhereRepliesDifferWithoutTheirValues() {
        contracts.watch(ORDERS);

        replied(
                "{\"id\": \"A\", \"state\": \"OPEN\", \"total\": 5, \"lines\": [{\"sku\": \"x\", \"count\": 2.0}], \"more\": 1}");
        replied(
                "{\"id\": 7, \"state\": \"SECRET\", \"lines\": [{\"count\": 1}, {\"sku\": null}, {\"sku\": \"x\", \"count\": \"two\"}]}");
        replied("{\"id\": 8, \"state\": null, \"lines\": {}}");
        await().until(() -> contracts.of("orders").get(0).looked() == 3);

        assertThat(contracts.of("orders"))
                .containsExactly(new Report(
                        "getOrder",
                        3,
                        3,
                        List.of(
                                new Drift("id", "string", "integer", 2, NOW, NOW),
                                new Drift("state", "one of OPEN, DONE", "another string", 1, NOW, NOW),
                                new Drift("lines[].sku", "string", "nothing", 1, NOW, NOW),
                                new Drift("lines[].sku", "string", "null", 1, NOW, NOW),
                                new Drift("lines[].count", "integer", "string", 1, NOW, NOW),
                                new Drift("state", "string", "null", 1, NOW, NOW),
                                new Drift("lines", "array", "object", 1, NOW, NOW))));
        assertThat(told).containsExactly("orders getOrder id");
        assertThat(contracts.of("orders").toString()).doesNotContain("SECRET");
    }

    @Test
    void looksAtAllOfTheFirstRepliesAndThenAtOneInFifty() {
        var watch = new Watch(getOrder);

        long wanted = java.util.stream.IntStream.range(0, 1100)
                .filter(i -> watch.wants())
                .count();

        assertThat(wanted).isEqualTo(100 + 1000 / 50);
    }

    @Test
    void forgetsWhatWasKnownOfAnotherDocument() {
        contracts.watch(ORDERS);
        replied("{}");
        await().until(() -> contracts.of("orders").get(0).looked() == 1);

        contracts.watch(ORDERS);
        assertThat(contracts.of("orders")).isEmpty();
    }

    private void replied(String body) {
        contracts.replied(getOrder, body.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.routewright.inspection;

import static dev.routewright.inspection.Fragile.onRequest;
import static dev.routewright.inspection.Fragile.onTopic;
import static dev.routewright.inspection.Fragile.route;
import static dev.routewright.inspection.Fragile.rules;
import static dev.routewright.inspection.Fragile.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyCallsTest {
    private static final String PAY = "- to: https://pay.example/charges";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- wireTap: {uri: 'https://pay.example/charges'}",
                "- wireTap: {uri: 'kafka:orders.paid'}",
                "- wireTap: {uri: 'direct:pay'}",
                "- to: seda:later",
                "- to: {uri: 'https://pay.example/charges', pattern: InOnly}",
                "- to: {uri: 'direct:pay', pattern: InOnly}",
                "[{setExchangePattern: InOnly}, {to: 'https://pay.example/charges'}]",
                "[{filter: {simple: '${header.a}', steps: [{setExchangePattern: InOnly}]}}, {to: 'direct:pay'}]",
                "- wireTap: {uri: 'kamelet:payment-charge'}",
            })
    void nobodyPaysWithoutWaitingForTheOutcome(String steps) {
        assertThat(rules(file(steps))).containsExactly("money-at-risk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: https://pay.example/charges",
                "- to: direct:pay",
                "- to: {uri: 'https://pay.example/charges', pattern: InOut}",
                "- wireTap: {uri: 'https://shop.example/audit'}",
                "- to: 'seda:later?waitForTaskToComplete=Always'",
            })
    void whoWaitsIsSound(String steps) {
        assertThat(rules(file(steps))).isEmpty();
    }

    private static String file(String steps) {
        return onRequest(steps)
                + route("direct:pay", PAY).replace("id: order", "id: pay")
                + route("seda:later", PAY).replace("id: order", "id: later");
    }

    @Test
    void aPaymentIsNotLeftForWhenTheMessageIsDone() {
        assertThat(rules("- onCompletion: {steps: [{to: 'https://pay.example/charges'}]}\n"
                        + onRequest("- to: kafka:orders.done")))
                .containsExactly("money-at-risk");
    }

    @Test
    void theFindingStandsWhereTheMessageIsHandedOver() {
        assertThat(warnings(file("- wireTap: {uri: 'direct:pay'}"))).containsExactly("money-at-risk 6 order");
    }

    @Test
    void aPortOrABareHostHidesNoPayment() {
        assertThat(rules(onRequest("- wireTap: {uri: 'https://pay.example:443/charges'}")))
                .containsExactly("money-at-risk");
        assertThat(rules(onRequest("- wireTap: {uri: 'https://pay.example'}"))).containsExactly("money-at-risk");
    }

    @Test
    void aRedeliveredPaymentCarriesAKey() {
        assertThat(rules(redelivered("java.io.IOException", 3, PAY))).containsExactly("money-repeated");
        assertThat(rules(redelivered(
                        "java.io.IOException", 3, "- setHeader: {name: Idempotency-Key, constant: k}\n" + PAY)))
                .containsExactly("money-repeated");
        assertThat(rules(redelivered(
                        "java.io.IOException",
                        3,
                        "- setHeader: {name: idempotency-key, jsonpath: '$.id'}\n- removeHeaders: '*'\n" + PAY)))
                .containsExactly("money-repeated");
        assertThat(rules(redelivered(
                        "java.io.IOException",
                        3,
                        "- choice: {when: [{simple: '${header.a}', steps: [{setHeader: {name: Idempotency-Key,"
                                + " jsonpath: '$.id'}}]}]}\n"
                                + PAY)))
                .as("set on one way only")
                .containsExactly("money-repeated");
    }

    @Test
    void aPaymentThatIsNotRedeliveredOrMayBeIsSound() {
        assertThat(rules(redelivered(
                        "java.io.IOException", 3, "- setHeader: {name: idempotency-key, jsonpath: '$.id'}\n" + PAY)))
                .isEmpty();
        assertThat(rules(redelivered(
                        "java.io.IOException",
                        3,
                        "- kamelet: {name: insert-header-action, parameters: {name: Idempotency-Key,"
                                + " value: '${header.id}'}}\n"
                                + PAY)))
                .isEmpty();
        assertThat(rules(redelivered("java.io.IOException", 0, PAY))).isEmpty();
        assertThat(rules(redelivered("java.net.ConnectException", 3, PAY)))
                .as("nothing was sent")
                .isEmpty();
        assertThat(rules(redelivered(
                        "java.io.IOException", 3, "- setHeader: {name: CamelHttpMethod, constant: PUT}\n" + PAY)))
                .isEmpty();
        assertThat(rules(redelivered("java.io.IOException", 3, PAY.replace("pay.", "shop."))))
                .isEmpty();
    }

    @Test
    void theKeyMayBeSetInTheCallingRoute() {
        String file = onTopic("[{setHeader: {name: Idempotency-Key, jsonpath: '$.id'}}, {to: 'direct:pay'}]")
                + route("direct:pay", PAY)
                        .replace(
                                "id: order\n",
                                "id: pay\n    errorHandler: {defaultErrorHandler: {redeliveryPolicy:"
                                        + " {maximumRedeliveries: 2}}}\n");

        assertThat(rules(file)).isEmpty();
        assertThat(rules(file.replace("Idempotency-Key", "X-Other"))).containsExactly("money-repeated");
    }

    @Test
    void aFailoverRepeatsAsWell() {
        String file = onTopic("- loadBalance: {failoverLoadBalancer: {}, steps: [{to: 'https://pay.example/a'},"
                + " {to: 'https://pay.example/b'}]}");

        assertThat(rules(file)).containsExactly("money-repeated");
        assertThat(rules(file.replace("pay.", "shop."))).isEmpty();
    }

    @Test
    void aRetryWrittenByHandRepeatsAsWell() {
        String loop = """
                - loop:
                    constant: "3"
                    steps:
                      - doTry:
                          steps: [{to: 'https://pay.example/charges'}]
                          doCatch: [{exception: [java.io.IOException], steps: [{to: 'kafka:dlq.orders'}]}]
                """;
        String instead = """
                - doTry:
                    steps: [{to: 'https://pay.example/charges'}]
                    doCatch:
                      - exception: [java.io.IOException]
                        steps: [{to: 'https://pay.example/charges'}, {to: 'kafka:dlq.orders'}]
                """;
        String key = "- setHeader: {name: Idempotency-Key, jsonpath: '$.id'}\n";

        assertThat(rules(onTopic(loop))).containsExactly("money-repeated");
        assertThat(rules(onTopic(instead))).containsExactly("money-repeated");
        assertThat(rules(onTopic(key + loop))).isEmpty();
        assertThat(rules(onTopic(key + instead))).isEmpty();
    }

    @Test
    void retriesOfAnOperationThatMovesMoneyNeedAKey() {
        String step = "- to: {uri: 'kamelet:payment-charge', parameters: {retries: %s}}";

        assertThat(rules(onRequest(step.formatted(3)))).containsExactly("money-repeated");
        assertThat(rules(onRequest(step.formatted(0)))).isEmpty();
        assertThat(rules(onRequest("- to: kamelet:payment-charge"))).isEmpty();
        assertThat(rules(onRequest(step.formatted(3).replace("payment-charge", "inventory-reserve"))))
                .isEmpty();
    }

    @Test
    void anOperationThatTakesAKeyOrOnlyLooksMayBeRetried() {
        var payment = new Service(
                "payment",
                "payment",
                "",
                List.of(
                        operation("charge", "POST", new Input("Idempotency-Key", In.HEADER, Schema.of("string"), true)),
                        operation("refund", "POST"),
                        operation("list", "GET")),
                List.of(),
                true);
        var inspector = new Inspector(Policy.standard());

        for (String id : List.of("charge", "refund", "list"))
            assertThat(inspector
                            .inspect(
                                    Routes.aRouteWith(
                                            "to: {uri: 'kamelet:payment-%s', parameters: {retries: 3}}".formatted(id)),
                                    List.of(payment))
                            .findings())
                    .as(id)
                    .hasSize(id.equals("refund") ? 1 : 0);
    }

    private static Operation operation(String id, String method, Input... inputs) {
        return new Operation("payment", id, "", "", method, "/" + id, List.of(inputs), List.of());
    }

    private static String redelivered(String exception, int times, String steps) {
        return """
                - onException:
                    exception: [%s]
                    redeliveryPolicy: {maximumRedeliveries: %d}
                """.formatted(exception, times) + onTopic(steps);
    }
}

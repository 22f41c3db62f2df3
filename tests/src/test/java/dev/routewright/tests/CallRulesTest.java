package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallRulesTest {
    private static final Call STOCK = call("inventory.getStock", true, "{sku: SKU-7}", 10, 20);
    private static final Call CHARGE = call("payment.charge", false, "{orderId: O-1, amount: 59.80}", 30, 40);

    @Test
    void acceptsTheExpectedCallsInTheirOrder() {
        assertThat(failures(
                        "calls: [{op: inventory.getStock, with: {sku: SKU-7}}, {op: payment.charge, with: {amount: 59.8}}]",
                        STOCK,
                        CHARGE))
                .isEmpty();
    }

    @Test
    void missesACallThatDidNotCome() {
        assertThat(failures("calls: [{op: payment.charge}]", STOCK))
                .containsExactly("{\"op\":\"payment.charge\"}: 0 calls fit, expected 1");
    }

    @Test
    void objectsToACallThatChangesSomethingAndWasNotPromised() {
        assertThat(failures("calls: [{op: inventory.getStock}]", STOCK, CHARGE))
                .containsExactly("Unexpected call payment.charge{\"orderId\":\"O-1\",\"amount\":59.8} → 200");
    }

    @Test
    void objectsToReadingOnlyWhereItIsForbidden() {
        assertThat(failures("calls: []", STOCK)).isEmpty();
        assertThat(failures("never: [inventory.getStock]", STOCK))
                .containsExactly("inventory.getStock must not be called");
    }

    @Test
    void objectsToAnotherOrder() {
        var early = call("payment.charge", false, "{}", 5, 15);
        assertThat(failures("calls: [{op: inventory.getStock}, {op: payment.charge}]", STOCK, early))
                .containsExactly(
                        "payment.charge{} → 200 started before inventory.getStock{\"sku\":\"SKU-7\"} → 200 was answered");
    }

    @Test
    void tellsCallsAtTheSameTimeFromCallsOneAfterTheOther() {
        var then =
                "{calls: [{op: inventory.getStock}, {op: payment.charge}], overlap: [inventory.getStock, payment.charge]}";
        assertThat(failures(then, STOCK, call("payment.charge", false, "{}", 15, 25)))
                .isEmpty();
        assertThat(failures(then, STOCK, CHARGE)).hasSize(1);
    }

    @Test
    void countsAttemptsAndThePausesBetweenThem() {
        var then = "calls: [{op: payment.charge, times: 2, minGapMs: 20}]";
        assertThat(failures(then, CHARGE, call("payment.charge", false, "{}", 65, 70)))
                .isEmpty();
        assertThat(failures(then, CHARGE, call("payment.charge", false, "{}", 50, 60)))
                .hasSize(1);
        assertThat(failures(then, CHARGE)).hasSize(1);
    }

    private static List<String> failures(String then, Call... calls) {
        return new CallRules(Documents.yaml(then), List.of(calls), false).failures();
    }

    private static Call call(String operation, boolean reads, String inputs, long startMs, long endMs) {
        return new Call(operation, reads, Documents.yaml(inputs), 200, 1, startMs * 1_000_000, endMs * 1_000_000);
    }
}

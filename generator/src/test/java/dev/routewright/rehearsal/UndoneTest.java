package dev.routewright.rehearsal;

import static dev.routewright.plain.Plans.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is expected to be undone, and in which order. */
class UndoneTest {
    private static final Step UNDO = new Step.Undo("undo", List.of(1), "");
    private static final Step.Call PAY = call("pay", "payments.charge", Map.of(), "payment");
    private static final Step.Call SHIP =
            call("ship", "shipping.create", Map.of(), "shipment", UNDO, reply("sorry", 503, "sorry"));
    private static final List<Step> STEPS = List.of(
            call("reserve", "inventory.reserve", Map.of(), "reservation"),
            undoing("release", "inventory.release", "reserve"),
            PAY,
            choice(
                    "declined",
                    is(field("payment", "status"), Operator.EQUAL, literal("DECLINED")),
                    List.of(new Step.Undo("undo-2", List.of(1), ""), reply("no", 422, "no")),
                    List.of(undoing("refund", "payments.refund", "pay"), SHIP, reply("yes", 200, "yes"))));
    private static final Way DECLINED = new Ways(9).through(STEPS).get(0);
    private static final Way PAID = new Ways(9).through(STEPS).get(1);

    @Test
    void whatWasNotDoneIsNotUndone() {
        assertThat(CallOrder.of(DECLINED.passed()).operations())
                .containsExactly("inventory.reserve", "payments.charge", "inventory.release");
        assertThat(CallOrder.of(PAID.passed()).operations())
                .containsExactly("inventory.reserve", "payments.charge", "shipping.create");
    }

    @Test
    void theLatestIsUndoneFirst() {
        var done = List.of("inventory.reserve", "payments.charge", "shipping.create");

        assertThat(Undone.problem(PAID, SHIP, and(done, "payments.refund", "inventory.release")))
                .isEmpty();
        assertThat(Undone.problem(PAID, SHIP, and(done, "inventory.release", "payments.refund")))
                .contains("shipping.create failed, and the plan undoes payments.refund, then inventory.release;"
                        + " the route undid inventory.release, then payments.refund.");
        assertThat(Undone.problem(PAID, SHIP, done))
                .contains("shipping.create failed, and the plan undoes payments.refund, then inventory.release;"
                        + " the route undid nothing.");
    }

    @Test
    void aMessageThatIsKeptIsUndoneByItself() {
        assertThat(Undone.problem(PAID, PAY, List.of("inventory.reserve", "payments.charge", "inventory.release")))
                .isEmpty();
    }

    @Test
    void aCallNobodyWaitsForMayComeAtAnyTimeAndMustCome() {
        var unawaited = new Step.Call(
                "tell",
                List.of(1),
                "",
                "notification",
                "send",
                Map.of(),
                "told",
                Step.Resilience.FROM_POLICY.withoutWaiting(),
                List.of());
        var order =
                CallOrder.of(new Ways(9).through(List.of(unawaited, PAY)).get(0).passed());

        assertThat(order.fits(List.of("payments.charge", "notification.send"))).isTrue();
        assertThat(order.fits(List.of("notification.send", "payments.charge"))).isTrue();
        assertThat(order.fits(List.of("payments.charge"))).isFalse();
    }

    private static Step.Call undoing(String id, String key, String undoes) {
        var names = key.split("\\.");
        return new Step.Call(
                id,
                List.of(1),
                "",
                names[0],
                names[1],
                Map.of(),
                id,
                Step.Resilience.FROM_POLICY,
                List.of(),
                Optional.of(undoes));
    }

    private static List<String> and(List<String> done, String... more) {
        return java.util.stream.Stream.concat(done.stream(), java.util.stream.Stream.of(more))
                .toList();
    }
}

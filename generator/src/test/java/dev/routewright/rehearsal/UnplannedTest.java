package dev.routewright.rehearsal;

import static dev.routewright.plain.Plans.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.drafting.offline.RouteWriter;
import dev.routewright.plain.PlainStage;
import dev.routewright.plain.Services;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Trigger;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Routes a person wrote without a description. */
class UnplannedTest {
    private static final Plan CHARGING = onPost(
            call("pay", "payments.charge", Map.of("orderId", message("orderId")), "payment"),
            reply("accept", 201, fields("payment", field("payment", "id"))));
    private static final Grant.Entry POST = new Grant.Entry("http", "POST", "/orders");
    private static final Grant.Entry TOPIC = new Grant.Entry("kafka", "", "orders");

    @Test
    void getOneMessageByEachEntryAndEveryFault() {
        var evidence = rehearse(write(CHARGING), POST, List.of());

        assertThat(problems(evidence)).isEmpty();
        // Nothing is required of the reply, so that nothing can be left out; the message comes twice and malformed.
        assertThat(evidence.runs()).hasSize(1 + Fault.values().length - 1 + 2);
        assertThat(evidence.runs().get(0).name()).isEqualTo("A message comes in by http /orders");
        assertThat(evidence.runs().get(0).calls())
                .containsExactly(new Evidence.Called("payments.charge", "{\"orderId\":\"text\"}", 200));
    }

    @Test
    void areHeldToTheScenariosWrittenForThem() {
        var right = Scenario.of("pays", Map.of("orderId", "o1"), Map.of(), List.of("payments.charge"), 201);
        var wrong = Scenario.of("ships", Map.of("orderId", "o1"), Map.of(), List.of("shipping.ship"), 201);
        var status = Scenario.of("accepts", Map.of("orderId", "o1"), Map.of(), List.of("payments.charge"), 202);

        assertThat(problems(rehearse(write(CHARGING), POST, List.of(right, wrong, status))))
                .containsExactly(
                        "expected the call shipping.ship, which was not made; payments.charge {\"orderId\":\"o1\"} was called,"
                                + " which is not expected here. Seen: calls payments.charge {\"orderId\":\"o1\"} \u2192 200;"
                                + " answers 201 {\"payment\":\"p-1\"}.",
                        "expected answer 202; got 201 {\"payment\":\"p-1\"}. Seen: calls payments.charge"
                                + " {\"orderId\":\"o1\"} \u2192 200; answers 201 {\"payment\":\"p-1\"}.");
    }

    @Test
    void mayNotLoseAMessage() {
        var plan = plan(
                new Trigger.Topic(List.of(1), "orders"),
                ORDER,
                call(
                        "pay",
                        "payments.charge",
                        Map.of("orderId", message("orderId")),
                        "payment",
                        log("note", literal("oops"))));
        var dropping = write(plan).replaceAll("(?s) *- throwException:.*", "");

        assertThat(problems(rehearse(write(plan), TOPIC, List.of()))).isEmpty();
        assertThat(problems(rehearse(dropping, TOPIC, List.of())))
                .hasSize(8)
                .containsOnly("The message vanished: it was neither delivered nor is it in the dead letters.");
    }

    @Test
    void needAnEntry() {
        var evidence = new Rehearsal(new PlainStage())
                .run(new Draft("order", write(CHARGING), null, List.of()), Grant.NOTHING, Services.ALL, run -> {});

        assertThat(problems(evidence)).containsExactly("The route has no entry by which a message could come in.");
    }

    private static String write(Plan plan) {
        return new RouteWriter().write("order", plan);
    }

    private static Evidence rehearse(String yaml, Grant.Entry entry, List<Scenario> scenarios) {
        var none = new TreeSet<String>();
        var grant = new Grant(
                List.of(entry),
                new TreeSet<>(List.of("payments.charge")),
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none);
        return new Rehearsal(new PlainStage())
                .run(new Draft("order", yaml, null, scenarios), grant, Services.ALL, run -> {});
    }

    private static List<String> problems(Evidence evidence) {
        return evidence.runs().stream()
                .filter(run -> !run.passed())
                .map(Evidence.Run::problem)
                .toList();
    }
}

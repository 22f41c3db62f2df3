package dev.routewright.rehearsal;

import static dev.routewright.plain.Plans.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.drafting.offline.RouteWriter;
import dev.routewright.plain.PlainStage;
import dev.routewright.plain.Services;
import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Routes that do what the plan says pass; routes that do something else are found out. */
class RehearsalTest {
    private static final Condition ENOUGH =
            is(field("stock", "available"), Operator.GREATER_OR_EQUAL, message("quantity"));

    @Test
    void passesAnOrderRouteOnBothWaysAndThroughEveryFault() {
        var evidence = rehearse(order(ENOUGH), order(ENOUGH));

        assertThat(problems(evidence)).isEmpty();
        assertThat(evidence.runs().stream().map(run -> run.name() + "|" + run.injected()))
                .startsWith(
                        "enough|",
                        "otherwise (enough)|",
                        "enough (far from the limit)|",
                        "otherwise (enough) (far from the limit)|",
                        "inventory.getStock fails|inventory.getStock refuses the connection",
                        "payments.charge fails|payments.charge refuses the connection",
                        "notify.send fails|notify.send refuses the connection",
                        "inventory.getStock fails|inventory.getStock does not answer in time")
                .contains(
                        "The same message twice|the same message a second time",
                        "A malformed message|a message that is not JSON",
                        "A message of another form|a message with quantity = \"rehearsal\"")
                // Nothing is required of these replies, so that nothing can be left out.
                .hasSize(4 + 3 * (Fault.values().length - 1) + 3);
    }

    @Test
    void passesEveryKindOfStepTogether() {
        var plan = everything();
        assertThat(problems(rehearse(plan, plan))).isEmpty();
    }

    @Test
    void passesTriggersThatHaveNoCaller() {
        for (var trigger : List.of(
                new Trigger.Timer(List.of(1), Duration.ofMinutes(5)),
                new Trigger.Cron(List.of(1), "0 0 8 * * ?"),
                new Trigger.Folder(List.of(1), "in/orders", ".json"),
                new Trigger.Topic(List.of(1), "orders"))) {
            boolean carries = trigger instanceof Trigger.Folder || trigger instanceof Trigger.Topic;
            Map<String, Value> input = carries ? Map.of("sku", message("sku")) : Map.of();
            var plan = plan(
                    trigger,
                    carries ? ORDER : Map.of(),
                    call("check-stock", "inventory.getStock", input, "stock"),
                    choice(
                            "low",
                            is(field("stock", "available"), Operator.LESS, literal(10)),
                            List.of(
                                    call("warn", "notify.send", Map.of("text", literal("Low")), "warned"),
                                    publish("tell", "stock.low", null, field("stock", ""))),
                            List.of(file("keep", "out", literal(""), field("stock", "")))));
            assertThat(problems(rehearse(plan, plan))).as(trigger.toString()).isEmpty();
        }
    }

    @Test
    void passesARequestWithoutABody() {
        var plan = plan(
                get("/credit/{customer}"),
                ordered("customer", Schema.of("string"), "amount", Schema.of("number")),
                call("score", "credit.limit", Map.of("customer", message("customer")), "limit"),
                choice(
                        "within",
                        is(message("amount"), Operator.LESS_OR_EQUAL, field("limit", "amount")),
                        List.of(reply(
                                "yes", 200, fields("customer", message("customer"), "amount", message("amount")))),
                        List.of(reply("no", 403, "Too much"))));
        assertThat(problems(rehearse(plan, plan))).isEmpty();
    }

    @Test
    void findsARouteThatIgnoresABranch() {
        var always = onPost(
                call("check-stock", "inventory.getStock", Map.of("sku", message("sku")), "stock"),
                call("pay", "payments.charge", Map.of("orderId", message("orderId")), "payment"),
                reply("accept", 200, fields("orderId", message("orderId"))));
        assertThat(problems(rehearse(order(ENOUGH), always)))
                .contains("The plan calls inventory.getStock, then notify.send; the route called inventory.getStock,"
                        + " then payments.charge and answered 200.");
    }

    @Test
    void findsARouteWhoseLimitIsOffByOne() {
        var strict = is(field("stock", "available"), Operator.GREATER, message("quantity"));
        assertThat(rehearse(order(ENOUGH), order(strict)).passed()).isFalse();
        var other = is(field("stock", "available"), Operator.LESS, message("quantity"));
        assertThat(rehearse(order(ENOUGH), order(other)).passed()).isFalse();
        var equal = is(field("stock", "available"), Operator.EQUAL, message("quantity"));
        assertThat(rehearse(order(ENOUGH), order(equal)).passed()).isFalse();
        var fixed = is(field("stock", "available"), Operator.GREATER_OR_EQUAL, literal(1));
        assertThat(rehearse(order(ENOUGH), order(fixed)).passed()).isFalse();
    }

    @Test
    void findsARouteThatCallsTheWrongService() {
        var yaml = new RouteWriter()
                .write("order", order(ENOUGH))
                .replace("kamelet:payments-charge", "kamelet:shipping-ship");
        assertThat(problems(rehearse(order(ENOUGH), yaml)))
                .contains(
                        "The plan calls inventory.getStock, then payments.charge; the route called inventory.getStock,"
                                + " then shipping.ship and answered 200.");
    }

    @Test
    void findsARouteThatPassesTheWrongField() {
        var yaml = new RouteWriter().write("order", order(ENOUGH)).replace("{sku: .sku}", "{sku: .quantity}");

        assertThat(problems(rehearse(order(ENOUGH), yaml)))
                .contains("inventory.getStock was called with sku = 1, but the plan says \"text\".");
    }

    @Test
    void findsARouteThatSwallowsAnError() {
        var careful = onPost(
                call("pay", "payments.charge", Map.of("orderId", message("orderId")), "payment"),
                reply("accept", 200, "ok"));
        var careless = onPost(
                call(
                        "pay",
                        "payments.charge",
                        Map.of("orderId", message("orderId")),
                        "payment",
                        reply("lie", 200, "ok")),
                reply("accept", 200, "ok"));
        assertThat(problems(rehearse(careful, careless)))
                .contains("The caller got 200 although payments.charge had failed.");
    }

    @Test
    void findsARouteThatGoesOnAfterAnError() {
        var careful = onPost(
                call("pay", "payments.charge", Map.of("orderId", message("orderId")), "payment"),
                call("ship", "shipping.ship", Map.of("orderId", message("orderId")), "shipped"),
                reply("accept", 200, "ok"));
        var careless = onPost(
                call(
                        "pay",
                        "payments.charge",
                        Map.of("orderId", message("orderId")),
                        "payment",
                        call("ship-2", "shipping.ship", Map.of("orderId", message("orderId")), "shipped-2"),
                        reply("lie", 500, "ok")),
                call("ship", "shipping.ship", Map.of("orderId", message("orderId")), "shipped"),
                reply("accept", 200, "ok"));
        assertThat(problems(rehearse(careful, careless)))
                .contains("The route went on to call shipping.ship although payments.charge had failed.");
    }

    @Test
    void findsARouteThatDropsTheMessage() {
        var topic = new Trigger.Topic(List.of(1), "orders");
        var plan = plan(topic, ORDER, call("pay", "payments.charge", Map.of("orderId", message("orderId")), "payment"));
        var yaml = new RouteWriter()
                .write(
                        "order",
                        plan(
                                topic,
                                ORDER,
                                call(
                                        "pay",
                                        "payments.charge",
                                        Map.of("orderId", message("orderId")),
                                        "payment",
                                        log("note", literal("oops")))));
        var dropping = yaml.replaceAll("(?s) *- throwException:.*", "");
        assertThat(dropping).isNotEqualTo(yaml);
        assertThat(problems(rehearse(plan, dropping)))
                .contains("The message is neither delivered nor in the dead letters with its cause.");
    }

    @Test
    void findsARouteThatSkipsWhatDealsWithAFailure() {
        var plan = onPost(
                call(
                        "pay",
                        "payments.charge",
                        Map.of("orderId", message("orderId")),
                        "payment",
                        call("warn", "notify.send", Map.of("text", literal("x")), "warned"),
                        reply("later", 502, "later")),
                reply("accept", 200, "ok"));
        var silent = onPost(
                call(
                        "pay",
                        "payments.charge",
                        Map.of("orderId", message("orderId")),
                        "payment",
                        reply("later", 502, "later")),
                reply("accept", 200, "ok"));
        assertThat(problems(rehearse(plan, plan))).isEmpty();
        assertThat(problems(rehearse(plan, silent)))
                .contains("payments.charge failed, but notify.send was not called, as the plan says.");
    }

    @Test
    void findsARouteThatForgetsTheStatedRetries() {
        var stated = new Step.Resilience(Optional.of(4), Optional.empty(), Optional.empty());
        var call = call("pay", "payments.charge", Map.of(), "payment");
        var insisting = new Step.Call(
                call.id(), call.clauses(), "", "payments", "charge", Map.of(), "payment", stated, List.of());
        assertThat(problems(
                        rehearse(onPost(insisting, reply("a", 200, "ok")), onPost(insisting, reply("a", 200, "ok")))))
                .isEmpty();
        assertThat(problems(rehearse(onPost(insisting, reply("a", 200, "ok")), onPost(call, reply("a", 200, "ok")))))
                .containsExactly("payments.charge was tried 3 times; the plan says 5.");
    }

    @Test
    void saysWhenNoMessageLeadsAlongAWay() {
        var plan = onPost(choice(
                "never",
                new Condition.All(List.of(
                        is(message("quantity"), Operator.GREATER, literal(5)),
                        is(message("quantity"), Operator.LESS, literal(3)))),
                List.of(reply("a", 200, "a")),
                List.of(reply("b", 200, "b"))));
        assertThat(problems(rehearse(plan, plan)))
                .containsExactly("No message and replies were found that lead this way, so it was not rehearsed."
                        + " Check whether its conditions contradict each other or name fields no service gives.");
    }

    @Test
    void reportsEveryRunAsItHappensAndWhatWasNotRun() {
        var seen = new ArrayList<Evidence.Run>();
        var yaml = new RouteWriter().write("order", order(ENOUGH));
        var evidence = new Rehearsal(new PlainStage(), Duration.ofSeconds(30), 3)
                .run(new Draft("order", yaml, order(ENOUGH), List.of()), Grant.NOTHING, Services.ALL, seen::add);
        assertThat(seen).isEqualTo(evidence.runs());
        assertThat(evidence.passed()).isFalse();
        assertThat(problems(evidence)).contains("Not run: a rehearsal sends at most 3 messages.");
    }

    @Test
    void namesWhatItsLimitsLeftOut() {
        var yaml = new RouteWriter().write("order", order(ENOUGH));
        var evidence = new Rehearsal(new PlainStage(), Duration.ofSeconds(30), 4 + 3 + 2)
                .run(new Draft("order", yaml, order(ENOUGH), List.of()), Grant.NOTHING, Services.ALL, run -> {});

        assertThat(problems(evidence)).isEmpty();
        assertThat(evidence.runs()).hasSize(9);
        assertThat(evidence.untried())
                .hasSize(3 * (Fault.values().length - 1) + 3 - 5)
                .startsWith(
                        "Not tried: notify.send does not answer in time, because a rehearsal sends at most 9 messages"
                                + " and takes at most 30 seconds.");
    }

    @Test
    void saysWhyARouteDoesNotLoad() {
        var evidence = rehearse(order(ENOUGH), "- nonsense: {}");
        assertThat(evidence.runs()).hasSize(1);
        assertThat(evidence.runs().get(0).problem()).startsWith("The route cannot be loaded");
    }

    private static Plan order(Condition enough) {
        return onPost(
                call("check-stock", "inventory.getStock", Map.of("sku", message("sku")), "stock"),
                choice(
                        "enough",
                        enough,
                        List.of(call("pay", "payments.charge", Map.of("orderId", message("orderId")), "payment")),
                        List.of(
                                call(
                                        "warn",
                                        "notify.send",
                                        Map.of("text", text(literal("No "), message("sku"))),
                                        "warned"),
                                reply("refuse", 409, "Out of stock"))),
                reply("accept", 200, fields("orderId", message("orderId"), "payment", field("payment", "id"))));
    }

    private static Plan everything() {
        return onPost(
                parallel(
                        "both",
                        List.of(call(
                                "check-stock",
                                "inventory.getStock",
                                Map.of("sku", message("sku")),
                                "stock",
                                reply("later", 503, "later"))),
                        List.of(call("score", "credit.score", Map.of("customer", message("customer.level")), "score"))),
                choice(
                        "which",
                        List.of(
                                branch(
                                        new Condition.All(List.of(
                                                ENOUGH,
                                                new Condition.Not(
                                                        is(field("score", "risky"), Operator.EQUAL, literal(true))))),
                                        List.of(forEach(
                                                "each",
                                                message("lines"),
                                                call(
                                                        "reserve",
                                                        "inventory.reserve",
                                                        Map.of("sku", item("sku")),
                                                        "reserved"),
                                                choice(
                                                        "big",
                                                        is(item("count"), Operator.GREATER, literal(10)),
                                                        List.of(
                                                                publish(
                                                                        "tell",
                                                                        "big.lines",
                                                                        item("sku"),
                                                                        fields("sku", item("sku")))),
                                                        List.of())))),
                                branch(
                                        is(message("customer.level"), Operator.EQUAL, literal("gold")),
                                        List.of(file(
                                                "keep",
                                                "out/gold",
                                                text(literal("o-"), message("orderId"), literal(".json")),
                                                message(""))))),
                        List.of(reply("refuse", 409, "No"))),
                call(
                        "pay",
                        "payments.charge",
                        Map.of("orderId", message("orderId")),
                        "payment",
                        publish("lost", "payments.failed", null, message(""))),
                log("note", text(literal("Paid "), message("orderId"))),
                reply("accept", 201, fields("orderId", message("orderId"), "payment", field("payment", "id"))));
    }

    private static Evidence rehearse(Plan plan, Plan written) {
        return rehearse(plan, new RouteWriter().write("order", written));
    }

    private static Evidence rehearse(Plan plan, String yaml) {
        return new Rehearsal(new PlainStage())
                .run(new Draft("order", yaml, plan, List.of()), Grant.NOTHING, Services.ALL, run -> {});
    }

    private static List<String> problems(Evidence evidence) {
        return evidence.runs().stream()
                .filter(run -> !run.passed())
                .map(Evidence.Run::problem)
                .toList();
    }
}

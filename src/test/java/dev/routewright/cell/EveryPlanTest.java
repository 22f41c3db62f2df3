package dev.routewright.cell;

import static dev.routewright.plain.Plans.branch;
import static dev.routewright.plain.Plans.call;
import static dev.routewright.plain.Plans.choice;
import static dev.routewright.plain.Plans.field;
import static dev.routewright.plain.Plans.fields;
import static dev.routewright.plain.Plans.file;
import static dev.routewright.plain.Plans.forEach;
import static dev.routewright.plain.Plans.get;
import static dev.routewright.plain.Plans.is;
import static dev.routewright.plain.Plans.item;
import static dev.routewright.plain.Plans.literal;
import static dev.routewright.plain.Plans.log;
import static dev.routewright.plain.Plans.message;
import static dev.routewright.plain.Plans.onPost;
import static dev.routewright.plain.Plans.ordered;
import static dev.routewright.plain.Plans.parallel;
import static dev.routewright.plain.Plans.plan;
import static dev.routewright.plain.Plans.publish;
import static dev.routewright.plain.Plans.reply;
import static dev.routewright.plain.Plans.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.routewright.drafting.offline.RouteWriter;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.plain.Plans;
import dev.routewright.plain.Services;
import dev.routewright.rehearsal.Rehearsal;
import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import dev.routewright.services.LiveServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the writer writes for a plan, inspection accepts and the stage that runs live code lets through. */
class EveryPlanTest {
    private static final Condition ENOUGH =
            is(field("stock", "available"), Operator.GREATER_OR_EQUAL, message("quantity"));
    private static final Inspector INSPECTOR = new Inspector(Policy.standard());

    private static LiveServices services;
    private static CamelStage stage;

    @BeforeAll
    static void open() {
        services = new LiveServices((name, document) -> service(name), new Runtime.NoStore(), Runtime.QUICK);
        Services.ALL.forEach(service -> services.register(service.name(), ""));
        stage = new CamelStage(
                services, ServiceKamelets::yaml, Policy.standard().permitted());
    }

    @AfterAll
    static void close() {
        stage.close();
        services.close();
    }

    @Test
    void anOrderPassesOnBothWaysAndThroughEveryFault() {
        assertThat(evidence(order()).runs())
                // Eleven faults of three calls, four of the message.
                .hasSize(4 + 3 * 11 + 4)
                .extracting(Evidence.Run::problem)
                .containsOnly("");
    }

    @Test
    void everyKindOfStepTogetherPasses() {
        passes(everything());
    }

    @Test
    void aRequestWithoutABodyPasses() {
        passes(plan(
                get("/credit/{customer}"),
                ordered("customer", Schema.of("string"), "amount", Schema.of("number")),
                call("score", "credit.limit", Map.of("customer", message("customer")), "limit"),
                choice(
                        "within",
                        is(message("amount"), Operator.LESS_OR_EQUAL, field("limit", "amount")),
                        List.of(reply(
                                "yes", 200, fields("customer", message("customer"), "amount", message("amount")))),
                        List.of(reply("no", 403, "Too much ${body} {{x}}")))));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void aTriggerThatHasNoCallerPasses(Trigger trigger, Map<String, Schema> brings) {
        Map<String, Value> input = brings.isEmpty() ? Map.of() : Map.of("sku", message("sku"));
        passes(plan(
                trigger,
                brings,
                call("check-stock", "inventory.getStock", input, "stock"),
                choice(
                        "low",
                        is(field("stock", "available"), Operator.LESS, literal(10)),
                        List.of(
                                call("warn", "notify.send", Map.of("text", literal("Low")), "warned"),
                                publish("tell", "stock.low", null, field("stock", ""))),
                        List.of(file("keep", "out", literal(""), field("stock", ""))))));
    }

    static Stream<Arguments> triggers() {
        return Stream.of(
                arguments(new Trigger.Timer(List.of(1), Duration.ofMinutes(5)), Map.of()),
                arguments(new Trigger.Cron(List.of(1), "0 0 8 * * ?"), Map.of()),
                arguments(new Trigger.Folder(List.of(1), "in/orders", ".txt"), Map.of()),
                arguments(new Trigger.Folder(List.of(1), "in/orders", ".json"), Plans.ORDER),
                arguments(new Trigger.Topic(List.of(1), "orders"), Plans.ORDER));
    }

    /** What does not belong into a file name is replaced before it becomes one. */
    @Test
    void aFileNamedAfterTheMessagePasses() {
        passes(onPost(
                file("keep", "out", text(literal("o-"), message("orderId"), literal(".json")), message("")),
                reply("accept", 200, "kept")));
    }

    @Test
    void theLinesOfATablePass() {
        passes(plan(
                new Trigger.Folder(List.of(1), "in/prices", ".csv"),
                Map.of(),
                forEach(
                        "each",
                        message(""),
                        choice(
                                "big",
                                is(item("price"), Operator.GREATER, literal(100)),
                                List.of(call("reserve", "inventory.reserve", Map.of("sku", item("sku")), "reserved")),
                                List.of()))));
    }

    private static void passes(Plan plan) {
        assertThat(evidence(plan).runs())
                .isNotEmpty()
                .extracting(Evidence.Run::problem)
                .containsOnly("");
    }

    private static Evidence evidence(Plan plan) {
        var yaml = new RouteWriter().write("order", plan);
        var inspection = INSPECTOR.inspect(yaml, Services.ALL);
        assertThat(inspection.findings()).as(yaml).isEmpty();
        return new Rehearsal(stage)
                .run(new Draft("order", yaml, plan, List.of()), inspection.grant(), Services.ALL, run -> {});
    }

    private static Service service(String name) {
        return Services.ALL.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Plan order() {
        return onPost(
                call("check-stock", "inventory.getStock", Map.of("sku", message("sku")), "stock"),
                choice(
                        "enough",
                        ENOUGH,
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
                                        List.of(file("keep", "out/gold", literal("gold.json"), message(""))))),
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
}

package dev.routewright.rehearsal;

import static dev.routewright.plain.Plans.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.plain.Services;
import dev.routewright.rehearsal.Scenarios.Case;
import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages and replies that lead along a way, at the limits of its conditions first. */
class ScenariosTest {
    private static final Step YES = reply("yes", 200, "yes");
    private static final Step NO = reply("no", 200, "no");
    private static final Map<String, Schema> MESSAGE = ordered(
            "amount", Schema.of("number"),
            "count", Schema.of("integer"),
            "urgent", Schema.of("boolean"),
            "note", Schema.of("string"),
            "day", new Schema("string", "date", "", null, List.of(), Map.of(), Set.of(), null),
            "customer.level",
                    new Schema("string", null, "", null, List.of("gold", "silver"), Map.of(), Set.of(), null));

    @Test
    void putNumbersAtTheLimitAndJustBeyond() {
        assertThat(values(is(message("amount"), Operator.GREATER, literal(1000)), "amount"))
                .isEqualTo(List.of("1000.01", "1000"));
        assertThat(values(is(message("amount"), Operator.LESS_OR_EQUAL, literal(1000.5)), "amount"))
                .isEqualTo(List.of("1000.5", "1000.51"));
        assertThat(values(is(message("count"), Operator.LESS, literal(10)), "count"))
                .isEqualTo(List.of("9", "10"));
        assertThat(values(is(message("count"), Operator.EQUAL, literal(10)), "count"))
                .isEqualTo(List.of("10", "11"));
        assertThat(values(is(literal(10), Operator.LESS, message("count")), "count"))
                .isEqualTo(List.of("11", "10"));
    }

    @Test
    void chooseAmongTruthValuesAllowedValuesTextsAndDays() {
        assertThat(values(is(message("urgent"), Operator.EQUAL, literal(true)), "urgent"))
                .isEqualTo(List.of("true", "false"));
        assertThat(values(is(message("customer.level"), Operator.EQUAL, literal("gold")), "customer.level"))
                .isEqualTo(List.of("gold", "silver"));
        assertThat(values(is(message("note"), Operator.NOT_EQUAL, literal("x")), "note"))
                .isEqualTo(List.of("text", "x"));
        assertThat(values(is(message("note"), Operator.CONTAINS, literal("fragile")), "note"))
                .isEqualTo(List.of("fragile", "text"));
        assertThat(values(is(message("day"), Operator.GREATER, literal("2026-03-01")), "day"))
                .isEqualTo(List.of("2026-03-02", "2026-03-01"));
        assertThat(values(is(message("note"), Operator.EQUAL, literal(null)), "note"))
                .isEqualTo(List.of("null", "text"));
    }

    @Test
    void satisfyConditionsTogether() {
        var between = new Condition.All(List.of(
                is(message("count"), Operator.GREATER, literal(10)), is(message("count"), Operator.LESS, literal(12))));
        var either = new Condition.Any(
                List.of(is(message("urgent"), Operator.EQUAL, literal(true)), new Condition.Not(between)));

        assertThat(values(between, "count")).isEqualTo(List.of("11", "10"));
        assertThat(values(either, "count")).isEqualTo(List.of("10", "11"));
        assertThat(values(either, "urgent")).isEqualTo(List.of("true", "false"));
    }

    @Test
    void setRepliesThatAreComparedWithTheMessage() {
        var plan = plan(
                new Trigger.Http(List.of(1), "POST", "/x"),
                MESSAGE,
                call("check", "inventory.getStock", Map.of(), "stock"),
                choice(
                        "enough",
                        is(field("stock", "available"), Operator.GREATER_OR_EQUAL, message("count")),
                        List.of(YES),
                        List.of(NO)));
        var cases = near(plan);

        assertThat(cases.get(0).world().orElseThrow().value(field("stock", "available"), ""))
                .isEqualTo(cases.get(0).world().orElseThrow().value(message("count"), ""));
        assertThat(cases.get(0)
                        .script()
                        .replies()
                        .get("inventory.getStock")
                        .get(0)
                        .body()
                        .toString())
                .contains("sku=A-1");
    }

    @Test
    void leadEveryItemOfAListAlongTheWay() {
        var plan = plan(
                new Trigger.Http(List.of(1), "POST", "/x"),
                MESSAGE,
                forEach(
                        "each",
                        message("order.lines"),
                        call("reserve", "inventory.reserve", Map.of("sku", item("sku")), "reserved"),
                        choice(
                                "big",
                                is(item("count"), Operator.GREATER, literal(10)),
                                List.of(call("ship", "shipping.ship", Map.of(), "shipped")),
                                List.of())));

        assertThat(Tree.get(near(plan).get(0).world().orElseThrow().root(Value.MESSAGE), "order.lines"))
                .isEqualTo(List.of(Map.of("sku", "text", "count", 11L), Map.of("sku", "text", "count", 11L)));
        assertThat(CallOrder.of(near(plan).get(0).way().passed()).inWords())
                .isEqualTo("inventory.reserve, then shipping.ship, then inventory.reserve, then shipping.ship");
    }

    @Test
    void bringRequestsWithoutABodyAsParametersAndTablesAsRows() {
        var plan = plan(get("/x/{count}"), MESSAGE, YES);
        assertThat(near(plan).get(0).message())
                .isEqualTo(new Trial.Message(
                        null,
                        Map.of(
                                "amount",
                                "1.5",
                                "count",
                                "1",
                                "urgent",
                                "true",
                                "note",
                                "text",
                                "day",
                                "2026-01-01",
                                "customer.level",
                                "gold")));

        var table = plan(
                new Trigger.Folder(List.of(1), "in", ".csv"),
                Map.of(),
                forEach("each", message(""), call("reserve", "inventory.reserve", Map.of("sku", item("sku")), "r")));
        assertThat(near(table).get(0).message())
                .isEqualTo(
                        new Trial.Message("\"sku\"\n\"text\"\n\"text\"\n", Map.of("CamelFileName", "rehearsal.csv")));
    }

    @Test
    void coverEveryBranchWhereThereAreTooManyWays() {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 10; i++)
            steps.add(choice(
                    "c" + i,
                    is(message("f" + i), Operator.EQUAL, literal("x")),
                    List.of(log("yes" + i, literal("y"))),
                    List.of(log("no" + i, literal("n")))));
        var ways = new Ways(32).through(steps);

        assertThat(ways).hasSizeLessThanOrEqualTo(32);
        assertThat(ways.stream().flatMap(Way::steps).map(did -> did.step().id()).distinct())
                .hasSize(20);
    }

    private static String shown(Case one, String path) {
        return String.valueOf(Tree.get(one.world().orElseThrow().root(Value.MESSAGE), path));
    }

    private static List<String> values(Condition condition, String path) {
        var plan = plan(
                new Trigger.Http(List.of(1), "POST", "/x"), MESSAGE, choice("c", condition, List.of(YES), List.of(NO)));
        return near(plan).stream().map(one -> shown(one, path)).toList();
    }

    private static List<Case> near(Plan plan) {
        return new Scenarios(plan, Services.ALL)
                .cases().stream()
                        .filter(one -> !one.name().endsWith("(far from the limit)"))
                        .toList();
    }
}

package dev.routewright.drafting.offline;

import static dev.routewright.plain.Plans.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.plain.PlainCell;
import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Value.Fields SKU = fields("sku", message("sku"));

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Reaction> reactions = new java.util.concurrent.ConcurrentHashMap<>();
    private PlainCell cell;

    @AfterEach
    void close() {
        if (cell != null) cell.close();
    }

    @Test
    void writesTheIdiomOfTheContract() {
        var plan = onPost(
                new Step.Call(
                        "check-stock",
                        List.of(1),
                        "",
                        "inventory",
                        "getStock",
                        SKU.fields(),
                        "stock",
                        new Step.Resilience(
                                Optional.of(3),
                                Optional.of(Duration.ofMillis(500)),
                                Optional.of(Duration.ofSeconds(2))),
                        List.of()),
                choice(
                        "enough",
                        is(field("stock", "available"), Operator.GREATER_OR_EQUAL, message("quantity")),
                        List.of(reply(
                                "accept", 200, fields("orderId", message("orderId"), "stock", field("stock", "")))),
                        List.of(reply("refuse", 409, "Out of stock"))));

        assertThat(new RouteWriter().write("order", plan)).isEqualTo(EXPECTED);
    }

    /** What may stand in for a day is as good as new for ten minutes and old for the rest of it. */
    @Test
    void writesWhatIsSaidAboutACallAsItsParameters() {
        var said = Step.Resilience.FROM_POLICY
                .withTotal(Duration.ofSeconds(20))
                .withReuse(Duration.ofMinutes(10))
                .withStandIn(Duration.ofDays(1))
                .withBalancing(Step.Balancing.LEAST_RESPONSE_TIME);
        var standIn = Step.Resilience.FROM_POLICY.withStandIn(Duration.ofHours(1));

        assertThat(written(said))
                .contains("totalTimeout: 20000")
                .contains("cacheFor: 600000")
                .contains("staleFor: 85800000")
                .contains("balancing: least-response-time");
        assertThat(written(standIn)).contains("cacheFor: 0").contains("staleFor: 3600000");
    }

    @Test
    void takesWhatACallNobodyWaitsForSaysForNoReply() {
        assertThat(written(Step.Resilience.FROM_POLICY.withoutWaiting()))
                .contains("async: true")
                .contains("variableReceive: check-noted")
                .doesNotContain("variableReceive: stock");
    }

    @Test
    void notesWhatUndoesWhereItStandsAndUndoesBeforeItAnswers() {
        var release = new Step.Call(
                "release",
                List.of(1),
                "",
                "inventory",
                "release",
                Map.of("id", field("reservation", "id")),
                "released",
                Step.Resilience.FROM_POLICY,
                List.of(),
                Optional.of("reserve"));
        var plan = onPost(
                call("reserve", "inventory.reserve", SKU.fields(), "reservation"),
                release,
                call(
                        "pay",
                        "payments.charge",
                        Map.of(),
                        "payment",
                        new Step.Undo("undo", List.of(1), ""),
                        reply("later", 503, "Later")),
                reply("answer", 200, "ok"));

        var yaml = new RouteWriter().write("order", plan);

        assertThat(yaml.lines().map(String::strip).filter(line -> line.matches("uri: kamelet:.*|compensation: .*")))
                .containsExactly(
                        "uri: kamelet:inventory-reserve",
                        "uri: kamelet:inventory-release",
                        "compensation: true",
                        "uri: kamelet:payments-charge",
                        "uri: kamelet:saga-compensate");
    }

    private static String written(Step.Resilience said) {
        return new RouteWriter()
                .write(
                        "order",
                        onPost(new Step.Call(
                                "check", List.of(1), "", "inventory", "getStock", Map.of(), "stock", said, List.of())));
    }

    private static final String EXPECTED = read("order.camel.yaml");

    private static String read(String name) {
        try (var in = RouteWriterTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void takesTheBranchOfTheReply() throws Exception {
        open(onPost(
                call("check-stock", "inventory.getStock", SKU.fields(), "stock"),
                choice(
                        "enough",
                        is(field("stock", "available"), Operator.GREATER_OR_EQUAL, message("quantity")),
                        List.of(call("pay", "payments.charge", Map.of("orderId", message("orderId")), "payment")),
                        List.of(reply("refuse", 409, "Out of stock"))),
                reply("accept", 201, fields("orderId", message("orderId"), "payment", field("payment", "id")))));
        replies("payments.charge", "{\"id\":\"p1\"}");

        replies("inventory.getStock", "{\"available\":5}");
        assertThat(post("{\"orderId\":\"o1\",\"sku\":\"a\",\"quantity\":5}"))
                .isEqualTo(new Answer(201, "application/json", "{\"orderId\":\"o1\",\"payment\":\"p1\"}"));
        assertThat(post("{\"orderId\":\"o1\",\"sku\":\"a\",\"quantity\":6}"))
                .isEqualTo(new Answer(409, "application/json", "{\"message\":\"Out of stock\"}"));
        assertThat(calls)
                .containsExactly(
                        "inventory.getStock {\"sku\":\"a\"}",
                        "payments.charge {\"orderId\":\"o1\"}",
                        "inventory.getStock {\"sku\":\"a\"}");
    }

    @Test
    void keepsAMessageWhoseNumberIsMissingInsteadOfTakingABranch() throws Exception {
        open(onPost(
                call("check-stock", "inventory.getStock", SKU.fields(), "stock"),
                choice(
                        "enough",
                        is(field("stock", "available"), Operator.LESS, message("quantity")),
                        List.of(reply("refuse", 409, "Out of stock")),
                        List.of(reply("accept", 200, "ok")))));

        replies("inventory.getStock", "{}");
        assertThat(post("{\"sku\":\"a\",\"quantity\":5}").status()).isEqualTo(503);
        replies("inventory.getStock", "{\"available\":\"7\"}");
        assertThat(post("{\"sku\":\"a\",\"quantity\":5}").status()).isEqualTo(200);
        replies("inventory.getStock", "{\"available\":\"nan\"}");
        assertThat(post("{\"sku\":\"a\",\"quantity\":5}").status()).isEqualTo(503);
        assertThat(cell.deadLetters())
                .containsExactly(
                        "The field available of the reply stock is not a number.",
                        "The field available of the reply stock is not a number.");
    }

    @Test
    void mergesTheRepliesOfParallelBranches() throws Exception {
        open(onPost(
                parallel(
                        "both",
                        List.of(call("check-stock", "inventory.getStock", SKU.fields(), "stock")),
                        List.of(
                                call("score", "credit.score", Map.of(), "credit"),
                                call("limit", "credit.limit", Map.of("score", field("credit", "score")), "limit"))),
                reply(
                        "answer",
                        200,
                        fields(
                                "sku", message("sku"),
                                "available", field("stock", "available"),
                                "limit", field("limit", "amount")))));
        replies("inventory.getStock", "{\"available\":5}");
        replies("credit.score", "{\"score\":7}");
        replies("credit.limit", "{\"amount\":1000.5}");

        assertThat(post("{\"sku\":\"a\"}"))
                .isEqualTo(new Answer(200, "application/json", "{\"sku\":\"a\",\"available\":5,\"limit\":1000.5}"));
        assertThat(calls).contains("credit.limit {\"score\":7}");
    }

    @Test
    void answersFromAParallelBranchThatFailed() throws Exception {
        open(onPost(
                parallel(
                        "both",
                        List.of(
                                call(
                                        "check-stock",
                                        "inventory.getStock",
                                        SKU.fields(),
                                        "stock",
                                        reply("later", 503, "Later")),
                                call("reserve", "inventory.reserve", SKU.fields(), "reserved")),
                        List.of(call("score", "credit.score", Map.of(), "credit"))),
                call("pay", "payments.charge", Map.of(), "payment"),
                reply("answer", 200, "ok")));
        replies("credit.score", "{}");
        reactions.put("inventory.getStock", new Reaction.Refuses());

        assertThat(post("{\"sku\":\"a\"}")).isEqualTo(new Answer(503, "application/json", "{\"message\":\"Later\"}"));
        assertThat(calls).noneMatch(call -> call.startsWith("payments") || call.startsWith("inventory.reserve"));

        replies("inventory.getStock", "{}");
        replies("inventory.reserve", "{}");
        replies("payments.charge", "{}");
        assertThat(post("{\"sku\":\"a\"}")).isEqualTo(new Answer(200, "application/json", "{\"message\":\"ok\"}"));
    }

    @Test
    void goesThroughItemsAndStillKnowsTheMessage() throws Exception {
        open(onPost(
                forEach(
                        "each",
                        message("lines"),
                        call(
                                "reserve",
                                "inventory.reserve",
                                Map.of("sku", item("sku"), "order", message("orderId")),
                                "reserved"),
                        choice(
                                "big",
                                is(item("quantity"), Operator.GREATER, literal(10)),
                                List.of(publish(
                                        "tell",
                                        "big.lines",
                                        item("sku"),
                                        fields("sku", item("sku"), "r", field("reserved", "id")))),
                                List.of())),
                reply("answer", 200, fields("orderId", message("orderId")))));
        replies("inventory.reserve", "{\"id\":1}");

        assertThat(
                        post(
                                "{\"orderId\":\"o1\",\"lines\":[{\"sku\":\"a\",\"quantity\":10},{\"sku\":\"b\",\"quantity\":11}]}"))
                .isEqualTo(new Answer(200, "application/json", "{\"orderId\":\"o1\"}"));
        assertThat(calls)
                .containsExactly(
                        "inventory.reserve {\"order\":\"o1\",\"sku\":\"a\"}",
                        "inventory.reserve {\"order\":\"o1\",\"sku\":\"b\"}");
        assertThat(cell.deliveries().toString())
                .isEqualTo("[Delivery[target=kafka:big.lines, content={\"sku\":\"b\",\"r\":1}, key=b]]");
        assertThat(cell.keys()).containsExactly("b");
        assertThat(post("{\"orderId\":\"o1\",\"lines\":[]}").status()).isEqualTo(200);
        assertThat(post("{\"orderId\":\"o1\"}").body())
                .isEqualTo("{\"detail\":\"The field lines of the message is not a list.\"}");
    }

    @Test
    void goesThroughASingleItemAsOneItem() throws Exception {
        open(onPost(
                forEach(
                        "each",
                        message("lines"),
                        call("reserve", "inventory.reserve", Map.of("sku", item("sku")), "reserved")),
                reply("answer", 200, "ok")));
        replies("inventory.reserve", "{\"id\":1}");

        post("{\"lines\":[{\"sku\":\"a\",\"quantity\":10}]}");
        assertThat(calls).containsExactly("inventory.reserve {\"sku\":\"a\"}");
    }

    @Test
    void answersWhenAnItemFails() throws Exception {
        open(onPost(
                forEach(
                        "each",
                        message("lines"),
                        call(
                                "reserve",
                                "inventory.reserve",
                                Map.of("sku", item("sku")),
                                "reserved",
                                reply("later", 409, fields("sku", item("sku")))),
                        log("note", item("sku"))),
                reply("answer", 200, "ok")));
        reactions.put("inventory.reserve", new Reaction.Refuses());

        assertThat(post("{\"lines\":[{\"sku\":\"a\"}]}"))
                .isEqualTo(new Answer(409, "application/json", "{\"sku\":\"a\"}"));
    }

    @Test
    void carriesOutTheFailureStepsAndThenKeepsTheMessage() throws Exception {
        open(onPost(
                call(
                        "pay",
                        "payments.charge",
                        Map.of("orderId", message("orderId")),
                        "payment",
                        call(
                                "warn",
                                "notify.send",
                                Map.of("text", text(literal("Order "), message("orderId"))),
                                "warned")),
                reply("answer", 200, "ok")));
        reactions.put("payments.charge", new Reaction.Replies(500, "oh no"));
        replies("notify.send", "{}");

        assertThat(post("{\"orderId\":\"o1\"}").status()).isEqualTo(503);
        assertThat(calls.get(calls.size() - 1)).isEqualTo("notify.send {\"text\":\"Order o1\"}");
        assertThat(cell.deadLetters()).containsExactly("payments.charge answers 500");
    }

    @Test
    void answersAfterTheFailureStepsAndEndsThere() throws Exception {
        open(onPost(
                call(
                        "pay",
                        "payments.charge",
                        Map.of("orderId", message("orderId")),
                        "payment",
                        call("warn", "notify.send", Map.of("text", message("orderId")), "warned"),
                        reply("later", 502, fields("orderId", message("orderId")))),
                call("ship", "shipping.ship", Map.of(), "shipped"),
                reply("answer", 200, "ok")));
        reactions.put("payments.charge", new Reaction.Replies(200, "not JSON"));
        replies("notify.send", "{}");

        assertThat(post("{\"orderId\":\"o1\"}")).isEqualTo(new Answer(502, "application/json", "{\"orderId\":\"o1\"}"));
        assertThat(cell.deadLetters()).isEmpty();
        assertThat(calls).noneMatch(call -> call.startsWith("shipping"));
    }

    @Test
    void keepsTheMessageOfATimerWhoseFailureReplyNobodyHears() throws Exception {
        open(plan(
                new Trigger.Timer(List.of(1), Duration.ofMinutes(5)),
                Map.of(),
                call("pay", "payments.charge", Map.of(), "payment", reply("later", 502, "Later"))));
        reactions.put("payments.charge", new Reaction.Hangs());

        assertThat(cell.deliver(null, Map.of(), Duration.ofSeconds(5))).isNull();
        assertThat(cell.deadLetters()).containsExactly("payments.charge does not answer");
    }

    @Test
    void showsHostileTextsAsTheyAre() throws Exception {
        var hostile = "\"quoted\" 'single' \\(.a) \\ ${sys.user.home} {{HOME}} $simple{body} 😀 多\n\t\u0001 #{x} }}";
        open(onPost(
                log("note", text(literal(hostile), message("x y"))),
                file("keep", "out/logs", literal("a.txt"), text(literal(hostile), message("text"))),
                reply(
                        "answer",
                        200,
                        fields("text", literal(hostile), hostile, message("text"), "and", message("and.or")))));

        var answer = post(JSON.writeValueAsString(Map.of("text", hostile, "x y", 1, "and", Map.of("or", 2))));
        assertThat(JSON.readValue(answer.body(), Map.class))
                .isEqualTo(Map.of("text", hostile, hostile, hostile, "and", 2));
        assertThat(cell.deliveries().get(0).content()).isEqualTo(hostile + hostile);
    }

    @Test
    void readsTheParametersOfAGetRequestAsTheirTypes() throws Exception {
        open(plan(
                get("/orders/{orderId}"),
                ordered("orderId", Schema.of("string"), "amount", Schema.of("number"), "urgent", Schema.of("boolean")),
                choice(
                        "big",
                        is(message("amount"), Operator.GREATER, literal(1000)),
                        List.of(reply("yes", 200, fields("order", message("orderId"), "urgent", message("urgent")))),
                        List.of())));

        assertThat(cell.deliver(
                        null, Map.of("orderId", "7", "amount", "1000.5", "urgent", "true"), Duration.ofSeconds(5)))
                .satisfies(answer -> assertThat(JSON.readTree(answer.body()))
                        .isEqualTo(JSON.readTree("{\"order\":\"7\",\"urgent\":true}")));
        assertThat(cell.deliver(null, Map.of("orderId", "7", "amount", "999"), Duration.ofSeconds(5))
                        .body())
                .contains("done");
        assertThat(cell.deliver(null, Map.of("orderId", "7"), Duration.ofSeconds(5))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void namesFilesAfterDataWithoutLeavingTheFolder() throws Exception {
        open(plan(
                new Trigger.Topic(List.of(1), "telemetry.raw"),
                Map.of(),
                file("keep", "out", text(literal("d-"), message("id"), literal(".json")), message("")),
                file("keep-2", "out", literal("fixed-${exchangeId}.txt"), message("id"))));

        cell.deliver("{\"id\":\"../../etc/${sys.user.home}\"}", Map.of(), Duration.ofSeconds(5));
        assertThat(cell.deadLetters()).isEmpty();
        assertThat(cell.deliveries().get(0).toString())
                .isEqualTo(
                        "Delivery[target=file:out/d-.._.._etc___sys.user.home_.json, content={\"id\":\"../../etc/${sys.user.home}\"}, key=]");
        assertThat(cell.deliveries().get(1).target()).matches("file:out/fixed-[-0-9A-Z]+\\.txt");
    }

    @Test
    void followsNestedChoicesAndEmptyBranches() throws Exception {
        open(onPost(
                choice(
                        "outer",
                        List.of(
                                branch(
                                        is(message("quantity"), Operator.GREATER, literal(100)),
                                        List.of(choice(
                                                "inner",
                                                new Condition.Any(
                                                        List.of(
                                                                is(
                                                                        message("customer.level"),
                                                                        Operator.EQUAL,
                                                                        literal("gold")),
                                                                is(
                                                                        message("tags"),
                                                                        Operator.CONTAINS,
                                                                        literal("vip")))),
                                                List.of(),
                                                List.of(reply("ask", 202, "ask"))))),
                                branch(
                                        new Condition.Not(is(message("note"), Operator.EQUAL, literal(null))),
                                        List.of(reply("note", 200, fields("note", message("note")))))),
                        List.of()),
                reply("done", 200, "done")));

        assertThat(post("{\"quantity\":101}").body()).isEqualTo("{\"message\":\"ask\"}");
        assertThat(post("{\"quantity\":101,\"customer\":{\"level\":\"gold\"}}").body())
                .isEqualTo("{\"message\":\"done\"}");
        assertThat(post("{\"quantity\":101,\"tags\":[\"vip\"]}").body()).isEqualTo("{\"message\":\"done\"}");
        assertThat(post("{\"quantity\":100,\"note\":\"hi\"}").body()).isEqualTo("{\"note\":\"hi\"}");
        assertThat(post("{\"quantity\":\"100.5\"}").body()).isEqualTo("{\"message\":\"ask\"}");
        assertThat(post("{\"quantity\":1}").body()).isEqualTo("{\"message\":\"done\"}");
        assertThat(post("{}").status()).isEqualTo(400);
    }

    @Test
    void doesNotTakeAMissingFieldOfAReplyForAnAnswer() throws Exception {
        open(onPost(
                call("inspect", "quality.inspect", Map.of(), "quality"),
                choice(
                        "bad",
                        is(field("quality", "result"), Operator.EQUAL, literal("failed")),
                        List.of(reply("alarm", 200, "alarm")),
                        List.of(reply("fine", 200, "fine")))));

        replies("quality.inspect", "{}");
        assertThat(post("{}").status()).isEqualTo(503);
        assertThat(cell.deadLetters()).containsExactly("The field result of the reply quality is missing.");
        replies("quality.inspect", "{\"result\":\"failed\"}");
        assertThat(post("{}").body()).isEqualTo("{\"message\":\"alarm\"}");
    }

    @Test
    void comparesDaysAsTextsAndTextsWithNumbersByTheirDigits() throws Exception {
        open(onPost(choice(
                "c",
                new Condition.All(List.of(
                        is(message("due"), Operator.LESS, message("today")),
                        is(message("code"), Operator.EQUAL, literal("42")))),
                List.of(reply("yes", 200, "yes")),
                List.of(reply("no", 200, "no")))));

        assertThat(post("{\"due\":\"2026-01-09\",\"today\":\"2026-01-10\",\"code\":42}")
                        .body())
                .contains("yes");
        assertThat(post("{\"due\":\"2026-01-10\",\"today\":\"2026-01-10\",\"code\":42}")
                        .body())
                .contains("no");
        assertThat(post("{\"due\":9,\"today\":\"10\",\"code\":\"42\"}").body()).contains("yes");
        assertThat(post("{\"due\":9,\"today\":\"soon\",\"code\":\"42\"}").body())
                .contains("The field due of the message and the field today of the message cannot be compared.");
    }

    @Test
    void answersFromAParallelInsideAForEach() throws Exception {
        open(onPost(
                forEach(
                        "each",
                        message("lines"),
                        parallel(
                                "both",
                                List.of(call(
                                        "reserve",
                                        "inventory.reserve",
                                        Map.of("sku", item("sku")),
                                        "reserved",
                                        reply("later", 409, fields("sku", item("sku"))))),
                                List.of(call("score", "credit.score", Map.of(), "credit"))),
                        call("ship", "shipping.ship", Map.of("sku", item("sku")), "shipped")),
                reply("answer", 200, "ok")));
        replies("credit.score", "{}");
        replies("shipping.ship", "{}");
        reactions.put("inventory.reserve", new Reaction.Refuses());

        assertThat(post("{\"lines\":[{\"sku\":\"a\"}]}"))
                .isEqualTo(new Answer(409, "application/json", "{\"sku\":\"a\"}"));
        assertThat(calls).noneMatch(call -> call.startsWith("shipping"));
    }

    @Test
    void writesTheSameBytesWhateverTheOrderOfInputs() {
        var one = onPost(call("a", "s.op", Map.of("x", literal(1), "y", literal(2)), "r"));
        var inputs = new java.util.LinkedHashMap<String, Value>();
        inputs.put("y", literal(2));
        inputs.put("x", literal(1));

        assertThat(new RouteWriter().write("n", onPost(call("a", "s.op", inputs, "r"))))
                .isEqualTo(new RouteWriter().write("n", one));
    }

    @Test
    void refusesWhatCannotStandInARoute() {
        assertRefused(
                onPost(reply("a", 200, "x"), log("b", literal("y"))),
                "The step b stands after the reply a and would never run. No route was written. Put the reply last.");
        assertRefused(
                onPost(log("Not an id", literal("y"))),
                "The step id \"Not an id\" is not made of lower-case letters, digits and dashes. No route was written. Give it another name in the plan.");
        assertRefused(
                onPost(call("a", "s.op", Map.of(), "message")),
                "The result name \"message\" is used twice or reserved. No route was written. Give it another name in the plan.");
        assertRefused(
                onPost(file("a", "../etc", literal("x"), literal("y"))),
                "The folder \"../etc\" cannot stand in a route. No route was written. Use a relative folder such as in/prices.");
        assertRefused(
                onPost(publish("a", "a?brokers=b", null, literal("y"))),
                "The topic \"a?brokers=b\" cannot stand in a route. No route was written. Use letters, digits, dots, dashes and underlines.");
        assertRefused(
                plan(get("/{{secret}}"), Map.of()),
                "The path \"/{{secret}}\" cannot stand in a route. No route was written. Use a path such as /orders or /orders/{id}.");
    }

    private static void assertRefused(Plan plan, String sentence) {
        assertThatThrownBy(() -> new RouteWriter().write("order", plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private void open(Plan plan) throws Exception {
        cell = new PlainCell(new RouteWriter().write("order", plan), (operation, input) -> {
            calls.add(operation + " " + input);
            return reactions.getOrDefault(operation, new Reaction.Replies(404, ""));
        });
    }

    private void replies(String operation, String body) {
        reactions.put(operation, new Reaction.Replies(200, body));
    }

    private Answer post(String body) throws Exception {
        var answer = cell.deliver(body, Map.of(), Duration.ofSeconds(5));
        var json = JSON.readTree(answer.body());
        return new Answer(answer.status(), answer.contentType(), json.toString());
    }
}

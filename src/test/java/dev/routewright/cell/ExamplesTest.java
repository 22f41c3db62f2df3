package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.inspection.Permitted;
import dev.routewright.rehearsal.Rehearsal;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Answer;
import dev.routewright.route.Scenario.Call;
import dev.routewright.route.Scenario.Sent;
import dev.routewright.route.Scenario.Stubbed;
import dev.routewright.route.Scenario.Written;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes for plans in words: the right one passes its examples, and each wrong one is found with what is wrong. */
class ExamplesTest {
    private static final String LOOK = "stock.getStock";
    private static final String TAKE = "stock.reserve";

    @TempDir
    static Path files;

    static Runtime runtime;

    @BeforeAll
    static void start() {
        runtime = new Runtime(files, settings -> settings, moving());
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    private static final String ORDER = """
            - route:
                id: order
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: message, name: message, jq: {expression: "."}}
                    - setVariable: {id: look-in, name: look-input, jq: {expression: '{sku: variable("message").sku}'}}
                    - to: {id: look, uri: "kamelet:stock-getStock", variableSend: look-input, variableReceive: stock}
                    - choice:
                        id: enough
                        when:
                          - jq: {expression: 'variable("stock").available >= variable("message").quantity'}
                            steps:
                              - setVariable: {id: take-in, name: take-input, jq: {expression: '{sku: variable("message").sku, quantity: variable("message").quantity}'}}
                              - to: {id: take, uri: "kamelet:stock-reserve", variableSend: take-input, variableReceive: taken}
                              - setBody: {id: yes, jq: {expression: '{status: "TAKEN", left: (variable("stock").available - variable("message").quantity)}'}}
                        otherwise:
                          steps:
                            - setHeader: {id: code, name: CamelHttpResponseCode, constant: {expression: "409"}}
                            - setBody: {id: no, jq: {expression: '{status: "SOLD_OUT"}'}}
            """;

    private static final List<Scenario> ORDERS = List.of(
            new Scenario(
                    "enough",
                    List.of(1, 2),
                    List.of(sent(json("{'sku':'A','quantity':2}"))),
                    Map.of(LOOK, List.of(new Stubbed(200, Map.of("available", 5)))),
                    List.of(new Call(LOOK, Map.of("sku", "A")), new Call(TAKE, json("{'sku':'A','quantity':2.0}"))),
                    List.of(new Answer(200, json("{'status':'TAKEN','left':3.0}"))),
                    List.of()),
            new Scenario(
                    "one after the other",
                    List.of(),
                    List.of(sent(json("{'sku':'A','quantity':2}")), sent(json("{'sku':'B','quantity':2}"))),
                    Map.of(
                            LOOK,
                            List.of(
                                    new Stubbed(200, Map.of("available", 2)),
                                    new Stubbed(200, Map.of("available", 1)))),
                    List.of(
                            new Call(LOOK, Map.of("sku", "A")),
                            new Call(TAKE, Map.of()),
                            new Call(LOOK, Map.of("sku", "B"))),
                    List.of(new Answer(200, null), new Answer(409, Map.of("status", "SOLD_OUT"))),
                    List.of()));

    static Stream<Arguments> wrongOrders() {
        return Stream.of(
                Arguments.of(
                        ORDER.replace("quantity: variable(\"message\").quantity}", "quantity: 1}"),
                        "[clause 1, 2] expected the call stock.reserve {\"sku\":\"A\",\"quantity\":2.0}, but in the call made"
                                + " quantity is 1 instead of 2.0. Seen: calls stock.getStock {\"sku\":\"A\"} → 200,"
                                + " stock.reserve {\"sku\":\"A\",\"quantity\":1} → 200; answers 200"
                                + " {\"status\":\"TAKEN\",\"left\":3}."),
                Arguments.of(
                        ORDER.replaceAll("- to: \\{id: take,.*", ""),
                        "[clause 1, 2] expected the call stock.reserve {\"sku\":\"A\",\"quantity\":2.0}, which was not made."
                                + " Seen: calls stock.getStock {\"sku\":\"A\"} → 200; answers 200"
                                + " {\"status\":\"TAKEN\",\"left\":3}."),
                Arguments.of(
                        ORDER.replace("\"409\"", "\"422\""),
                        "message 2 of 2 {\"sku\":\"B\",\"quantity\":2}: expected answer 409 {\"status\":\"SOLD_OUT\"}; got 422"
                                + " {\"status\":\"SOLD_OUT\"}. Seen: calls stock.getStock {\"sku\":\"A\"} → 200,"
                                + " stock.reserve {\"sku\":\"A\",\"quantity\":2} → 200, stock.getStock {\"sku\":\"B\"} → 200;"
                                + " answers 200 {\"status\":\"TAKEN\",\"left\":0}, 422 {\"status\":\"SOLD_OUT\"}."),
                Arguments.of(
                        ORDER.replace("variable(\"stock\").available >=", "5 >="),
                        "message 2 of 2 {\"sku\":\"B\",\"quantity\":2}: expected answer 409 {\"status\":\"SOLD_OUT\"}; got 200"
                                + " {\"status\":\"TAKEN\",\"left\":-1}; stock.reserve {\"sku\":\"B\",\"quantity\":2} was called,"
                                + " which is not expected here. Seen: calls stock.getStock {\"sku\":\"A\"} → 200,"
                                + " stock.reserve {\"sku\":\"A\",\"quantity\":2} → 200, stock.getStock {\"sku\":\"B\"} → 200,"
                                + " stock.reserve {\"sku\":\"B\",\"quantity\":2} → 200; answers 200"
                                + " {\"status\":\"TAKEN\",\"left\":0}, 200 {\"status\":\"TAKEN\",\"left\":-1}."),
                Arguments.of(
                        ORDER.replace("left: (", "left: (1 + "),
                        "[clause 1, 2] expected answer 200 {\"status\":\"TAKEN\",\"left\":3.0}; got 200"
                                + " {\"status\":\"TAKEN\",\"left\":4} where left is 4 instead of 3.0. Seen: calls stock.getStock"
                                + " {\"sku\":\"A\"} → 200, stock.reserve {\"sku\":\"A\",\"quantity\":2} → 200; answers 200"
                                + " {\"status\":\"TAKEN\",\"left\":4}."),
                Arguments.of(
                        ORDER.replace(
                                "quantity: variable(\"message\").quantity}",
                                "quantity: (variable(\"message\").quantity | tostring)}"),
                        "[clause 1, 2] in a call of stock.reserve quantity is \"2\" and has to be a whole number. Seen: calls"
                                + " stock.getStock {\"sku\":\"A\"} → 200, stock.reserve {\"sku\":\"A\",\"quantity\":\"2\"} → 200;"
                                + " answers 200 {\"status\":\"TAKEN\",\"left\":3}."));
    }

    @Test
    void aRightRouteByHttpPassesItsExamplesAndEveryFault() {
        var evidence = rehearse(ORDER, post(), ORDERS, httpPost());

        assertThat(problems(evidence)).isEmpty();
        assertThat(evidence.runs()).hasSize(2 + 2 * 10 + 3);
        assertThat(evidence.runs().get(1).answers())
                .extracting(Evidence.Answer::status)
                .containsExactly(200, 409);
    }

    @ParameterizedTest
    @MethodSource("wrongOrders")
    void aWrongRouteByHttpIsFound(String yaml, String problem) {
        assertThat(yaml).isNotEqualTo(ORDER);
        assertThat(problems(rehearse(yaml, post(), ORDERS, httpPost()))).contains(problem);
    }

    private static final String VIEW = """
            - route:
                id: view
                from:
                  uri: platform-http:/items/{id}
                  parameters: {httpMethodRestrict: GET}
                  steps:
                    - setVariable: {id: in, name: look-input, jq: {expression: '{sku: header("id"), site: header("site")}'}}
                    - doTry:
                        id: try
                        steps:
                          - to: {id: look, uri: "kamelet:stock-getStock", variableSend: look-input, variableReceive: stock}
                          - setBody: {id: yes, jq: {expression: '{id: header("id"), available: variable("stock").available}'}}
                        doCatch:
                          - exception: ["java.lang.Exception"]
                            steps:
                              - setBody: {id: no, jq: {expression: '{id: header("id"), available: null}'}}
            """;

    @Test
    void parametersComeInAsHeadersAndAPartialAnswerIsInOrder() {
        var sent = new Sent(null, Map.of("id", "A 1", "site", "north"), "");
        var calls = List.of(new Call(LOOK, Map.of("sku", "A 1", "site", "north")));
        var there = new Scenario(
                "there",
                List.of(),
                List.of(sent),
                Map.of(LOOK, List.of(new Stubbed(200, Map.of("available", 5)))),
                calls,
                List.of(new Answer(200, Map.of("id", "A 1", "available", 5))),
                List.of());
        var gone = new Scenario(
                "service is gone",
                List.of(),
                List.of(sent),
                Map.of(LOOK, List.of(new Stubbed(0, null))),
                calls,
                List.of(new Answer(200, Map.of("id", "A 1"))),
                List.of());
        var grant = grant(new Grant.Entry("http", "GET", "/items/{id}"));
        var plan = plan(
                new Trigger.Http(List.of(1), "GET", "/items/{id}"),
                List.of(there, gone),
                task("look", LOOK, "leave it out"));

        assertThat(problems(rehearse(VIEW, plan, grant))).isEmpty();
        assertThat(problems(rehearse(VIEW.replace("header(\"site\")", "null"), plan, grant)))
                .hasSize(2)
                .allMatch(one -> one.contains("site is missing instead of \"north\""));
    }

    @Test
    void aSuccessNobodyPlannedForWhenACallFailedIsFound() {
        var plan = plan(
                new Trigger.Http(List.of(1), "GET", "/items/{id}"),
                List.of(new Scenario(
                        "there",
                        List.of(),
                        List.of(new Sent(null, Map.of("id", "A"), "")),
                        Map.of(),
                        List.of(new Call(LOOK, Map.of())),
                        List.of(new Answer(200, null)),
                        List.of())),
                task("look", LOOK, ""));

        assertThat(problems(rehearse(VIEW, plan, grant(new Grant.Entry("http", "GET", "/items/{id}")))))
                .hasSize(3)
                .allMatch(one -> one.contains("the caller got 200 all the same, and the plan says nothing about this"));
    }

    private static final String TURN = """
            - route:
                id: turn
                from:
                  uri: timer:turn
                  parameters: {period: 60000}
                  steps:
                    - setVariable: {id: in, name: look-input, jq: {expression: '{sku: "all"}'}}
                    - to: {id: look, uri: "kamelet:stock-getStock", variableSend: look-input, variableReceive: found}
                    - delay: {id: wait, constant: {expression: "60000"}}
                    - split:
                        id: each
                        jq: {expression: 'variable("found").items'}
                        stopOnException: true
                        parallelProcessing: true
                        steps:
                          - setVariable: {id: item, name: take-input, jq: {expression: '{sku: .sku, quantity: .n}'}}
                          - to: {id: take, uri: "kamelet:stock-reserve", variableSend: take-input, variableReceive: taken}
            """;

    private static final List<Scenario> TURNS = List.of(
            turn("two are found", List.of(Map.of("sku", "A", "n", 1), Map.of("sku", "B", "n", 2)), "A", "B"),
            turn("nothing is found", List.of()));

    @Test
    void aTimerFiresOncePerMessageAndDoesNotWait() {
        var plan = plan(
                new Trigger.Timer(List.of(1), Duration.ofMinutes(1)),
                TURNS,
                task("look", LOOK, ""),
                task("take", TAKE, ""));
        var grant = grant(new Grant.Entry("timer", "", "1m"));

        assertThat(problems(rehearse(TURN, plan, grant))).isEmpty();
        assertThat(problems(rehearse(TURN.replace(".items'", ".items[:1]'"), plan, grant)))
                .contains(
                        "expected the call stock.reserve {\"sku\":\"B\"}, which was not made. Seen: calls stock.getStock"
                                + " {\"sku\":\"all\"} → 200, stock.reserve {\"sku\":\"A\",\"quantity\":1} → 200.");
    }

    @Test
    void aMessageThatVanishesIsFoundUnlessThePlanSaysSo() {
        var swallowing = TURN.replaceAll(
                "- to: (\\{id: (look|take),.*})",
                "- doTry: {id: try-$2, steps: [{to: $1}], doCatch: [{exception: [java.lang.Exception], steps: [{stop: {id:"
                        + " stop-$2}}]}]}");
        var grant = grant(new Grant.Entry("timer", "", "1m"));
        var trigger = new Trigger.Timer(List.of(1), Duration.ofMinutes(1));

        assertThat(problems(rehearse(
                        swallowing, plan(trigger, TURNS, task("look", LOOK, ""), task("take", TAKE, "")), grant)))
                .hasSize(20)
                .allMatch(one -> one.contains("the message is not in the dead letters: it vanished"));
        assertThat(problems(rehearse(
                        swallowing,
                        plan(
                                trigger,
                                TURNS,
                                task("look", LOOK, "try again at the next turn"),
                                task("take", TAKE, "next turn")),
                        grant)))
                .isEmpty();
        var then = new Step.Task(
                "none",
                List.of(1),
                "",
                "on-failure",
                "",
                "",
                "any: the next turn finds it again",
                List.of(),
                "",
                List.of());
        var loop = new Step.Task(
                "all",
                List.of(1),
                "",
                "for-each",
                "",
                "",
                "",
                List.of(),
                "",
                List.of(task("look", LOOK, ""), task("take", TAKE, ""), then));
        assertThat(problems(rehearse(swallowing, plan(trigger, TURNS, loop), grant)))
                .isEmpty();
    }

    private static final String LINES = """
            - route:
                id: lines
                from:
                  uri: file:in/lists
                  parameters: {antInclude: "*.csv", move: ".done/${file:name}"}
                  steps:
                    - unmarshal: {id: read, csv: {delimiter: ";", useMaps: true}}
                    - marshal: {id: json, json: {library: Jackson}}
                    - split:
                        id: each
                        jq: {expression: "."}
                        steps:
                          - setVariable: {id: line, name: line, jq: {expression: "."}}
                          - choice:
                              id: good
                              when:
                                - jq: {expression: 'variable("line").quantity | test("^[0-9]+$")'}
                                  steps:
                                    - setVariable: {id: in, name: take-input, jq: {expression: '{sku: variable("line").sku, quantity: (variable("line").quantity | tonumber)}'}}
                                    - to: {id: take, uri: "kamelet:stock-reserve", variableSend: take-input, variableReceive: taken}
                              otherwise:
                                steps:
                                  - setBody: {id: bad, jq: {expression: 'variable("line") | .sku + ";" + .quantity + "\\n"'}}
                                  - to: {id: keep, uri: "file:errors/lists", parameters: {fileExist: Append}}
            """;

    @Test
    void aFileComesInWithItsNameAndItsText() {
        var some = new Scenario(
                "some lines are bad",
                List.of(),
                List.of(new Sent("sku;quantity\r\nA;1\r\nB;x\r\nC;y\r\n", Map.of(), "list.csv")),
                Map.of(),
                List.of(new Call(TAKE, Map.of("sku", "A", "quantity", 1))),
                List.of(),
                List.of(
                        new Written("file:errors/lists/list.csv", "", "B;x\nC;y"),
                        new Written("file:in/lists/.done/list.csv", "", null)));
        var good = new Scenario(
                "all lines are good",
                List.of(),
                List.of(new Sent("sku;quantity\nA;1", Map.of(), "list.csv")),
                Map.of(),
                List.of(new Call(TAKE, Map.of())),
                List.of(),
                List.of());
        var plan =
                plan(new Trigger.Folder(List.of(1), "in/lists", ".csv"), List.of(some, good), task("take", TAKE, ""));
        var grant = grant(new Grant.Entry("file", "", "in/lists"));

        assertThat(problems(rehearse(LINES, plan, grant))).isEmpty();
        assertThat(problems(rehearse(LINES.replace("^[0-9]+$", "^[0-9x]+$"), plan, grant)))
                .anyMatch(one ->
                        one.contains("expected at file:errors/lists/list.csv \"B;x\\nC;y\", but the content is C;y;"));
        assertThat(problems(rehearse(LINES.replace("^[0-9]+$", "^[2-9]+$"), plan, grant)))
                .anyMatch(one -> one.startsWith("expected the call stock.reserve, which was not made;"
                        + " file:errors/lists/list.csv got A;1, which is not expected here."));
    }

    private static final String READINGS = """
            - route:
                id: readings
                from:
                  uri: kafka:readings.raw
                  steps:
                    - setVariable: {id: message, name: message, jq: {expression: "."}}
                    - setVariable: {id: device, name: device, header: {expression: kafka.KEY}}
                    - setBody: {id: clean, jq: {expression: '{celsius: variable("message").c, device: variable("device")}'}}
                    - setHeader: {id: key, name: kafka.KEY, variable: {expression: device}}
                    - to: {id: out, uri: "kafka:readings.clean"}
                    - filter:
                        id: hot
                        jq: {expression: 'variable("message").c > 80'}
                        steps:
                          - to: {id: alert, uri: "kafka:readings.alerts"}
            """;

    @Test
    void aRecordComesInAndGoesOutWithItsKey() {
        var cold = new Written("kafka:readings.clean", "D-1", Map.of("celsius", 20.5, "device", "D-1"));
        var hot = new Written("kafka:readings.clean", "D-1", Map.of("celsius", 90, "device", "D-1"));
        var examples = List.of(
                record("cold", Map.of("c", 20.5), cold),
                record("hot", Map.of("c", 90), hot, new Written("kafka:readings.alerts", "", Map.of("celsius", 90))));
        var plan = plan(new Trigger.Topic(List.of(1), "readings.raw"), examples, task("out", "", ""));
        var grant = grant(new Grant.Entry("kafka", "", "readings.raw"));

        assertThat(problems(rehearse(READINGS, plan, grant))).isEmpty();
        assertThat(problems(rehearse(READINGS.replace("> 80", "> 0"), plan, grant)))
                .containsExactly(
                        "kafka:readings.alerts got {\"celsius\":20.5,\"device\":\"D-1\"}, which is not expected here."
                                + " Seen: no calls; written kafka:readings.clean {\"celsius\":20.5,\"device\":\"D-1\"},"
                                + " kafka:readings.alerts {\"celsius\":20.5,\"device\":\"D-1\"}.");
        assertThat(problems(rehearse(
                        READINGS.replaceAll("- setHeader: \\{id: key.*", "- removeHeader: {id: key, name: kafka.KEY}"),
                        plan,
                        grant)))
                .hasSize(2)
                .allMatch(one -> one.contains("but the key is \"\""));
        assertThat(problems(rehearse(
                        READINGS.replace("variable(\"message\").c >", "(variable(\"message\").x | tonumber) >"),
                        plan,
                        grant)))
                .hasSize(2)
                .anyMatch(one -> one.contains("every service answered well and yet the message failed"));
    }

    @Test
    void aSecondReplyMayBeForAnotherAttemptOrForAnotherCall() {
        var trouble = new Stubbed(503, Map.of("error", "busy"));
        var well = new Stubbed(200, Map.of("available", 5));
        var again = new Scenario(
                "the second attempt succeeds",
                List.of(),
                List.of(sent(json("{'sku':'A','quantity':2}"))),
                Map.of(LOOK, List.of(trouble, well)),
                List.of(new Call(LOOK, Map.of()), new Call(TAKE, Map.of())),
                List.of(new Answer(200, null)),
                List.of());
        var later = new Scenario(
                "the second message succeeds",
                List.of(),
                List.of(sent(json("{'sku':'A','quantity':2}")), sent(json("{'sku':'A','quantity':2}"))),
                Map.of(LOOK, List.of(trouble, well)),
                List.of(new Call(LOOK, Map.of()), new Call(LOOK, Map.of()), new Call(TAKE, Map.of())),
                List.of(new Answer(503, null), new Answer(200, null)),
                List.of());

        assertThat(problems(rehearse(ORDER, post(), List.of(again, later), httpPost())))
                .isEmpty();
    }

    @Test
    void whatDidNotComeInTimeIsNotRunAndSpareFaultsAreLeftOut() {
        var plan = plan(
                new Trigger.Http(List.of(1), "POST", "/orders"),
                ORDERS,
                task("look", LOOK, ""),
                task("take", TAKE, ""));
        var draft = new Draft("order", ORDER, plan, List.of());
        var services = List.of(Runtime.stockService());

        var enough = new Rehearsal(runtime.stage, Duration.ofSeconds(30), 6).run(draft, post(), services, run -> {});
        var few = new Rehearsal(runtime.stage, Duration.ofSeconds(30), 2).run(draft, post(), services, run -> {});

        assertThat(enough.passed()).isTrue();
        assertThat(enough.runs()).hasSize(2 + 3);
        assertThat(problems(few)).contains("Not run: a rehearsal sends at most 2 messages.");
    }

    private static Scenario turn(String name, List<Map<String, Object>> items, String... taken) {
        var calls = Stream.concat(
                Stream.of(new Call(LOOK, Map.of())),
                Arrays.stream(taken).map(sku -> new Call(TAKE, Map.of("sku", sku))));
        return new Scenario(
                name,
                List.of(),
                List.of(new Sent(null, Map.of(), "")),
                Map.of(LOOK, List.of(new Stubbed(200, Map.of("items", items)))),
                calls.toList(),
                List.of(),
                List.of());
    }

    private static Scenario record(String name, Object body, Written... written) {
        return new Scenario(
                name,
                List.of(),
                List.of(new Sent(body, Map.of("key", "D-1"), "")),
                Map.of(),
                List.of(),
                List.of(),
                List.of(written));
    }

    /** Members stay in order; quotes are single ones. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return Json.MAPPER.convertValue(tree(text), java.util.LinkedHashMap.class);
    }

    private static com.fasterxml.jackson.databind.JsonNode tree(String text) {
        try {
            return Json.MAPPER.readTree(text.replace('\'', '"'));
        } catch (java.io.IOException notJson) {
            throw new java.io.UncheckedIOException(notJson);
        }
    }

    /** The standard policy with an option for files that a deployment may list. */
    private static Permitted moving() {
        var p = Runtime.PERMITTED;
        var consuming = new HashMap<>(p.consuming());
        var options = new TreeSet<>(consuming.get("file"));
        options.add("move");
        consuming.put("file", options);
        return new Permitted(
                consuming,
                p.producing(),
                p.querying(),
                p.kamelets(),
                p.languages(),
                p.dataFormats(),
                p.simpleFunctions(),
                p.jqFunctions(),
                p.exceptions(),
                p.types(),
                p.references(),
                p.controlHeaders(),
                p.placeholders(),
                p.networks());
    }

    private static Sent sent(Object body) {
        return new Sent(body, Map.of(), "");
    }

    private static Step.Task task(String id, String operation, String onFailure) {
        return new Step.Task(
                id,
                List.of(1),
                id,
                operation.isEmpty() ? "publish" : "call",
                operation,
                "",
                "",
                List.of(),
                onFailure,
                List.of());
    }

    private static Plan plan(Trigger trigger, List<Scenario> examples, Step... steps) {
        return new Plan(
                "Plan",
                Lang.EN,
                List.of(new Clause(1, "one"), new Clause(2, "two")),
                trigger,
                Map.of(),
                List.of(steps),
                List.of(),
                List.of(),
                examples);
    }

    private static Trigger httpPost() {
        return new Trigger.Http(List.of(1), "POST", "/orders");
    }

    private static Grant post() {
        return grant(new Grant.Entry("http", "POST", "/orders"));
    }

    private static Grant grant(Grant.Entry entry) {
        return new Grant(
                List.of(entry),
                new TreeSet<>(entry.kind().equals("kafka") ? Set.of() : Set.of(LOOK, TAKE)),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("readings.raw")),
                new TreeSet<>(Set.of("readings.clean", "readings.alerts")),
                new TreeSet<>(Set.of("in/lists")),
                new TreeSet<>(Set.of("errors/lists")),
                new TreeSet<>(Set.of("platform-http", "timer", "file", "kafka", "kamelet")),
                new TreeSet<>(Set.of("jq", "simple", "constant", "header", "variable")),
                new TreeSet<>(Set.of("csv", "json")));
    }

    private static Evidence rehearse(String yaml, Grant grant, List<Scenario> examples, Trigger trigger) {
        return rehearse(yaml, plan(trigger, examples, task("look", LOOK, ""), task("take", TAKE, "")), grant);
    }

    private static Evidence rehearse(String yaml, Plan plan, Grant grant) {
        return new Rehearsal(runtime.stage)
                .run(new Draft("order", yaml, plan, List.of()), grant, List.of(Runtime.stockService()), run -> {});
    }

    private static List<String> problems(Evidence evidence) {
        return evidence.runs().stream()
                .filter(run -> !run.passed())
                .map(Evidence.Run::problem)
                .toList();
    }
}

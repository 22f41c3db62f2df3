package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Clause;
import dev.routewright.route.Condition;
import dev.routewright.route.Finding;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Severity;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void readsBackEveryKindOfStepTriggerValueAndCondition() {
        var one = List.of(1);
        var whole = new Value.Field(Value.MESSAGE, "");
        var text = new Value.Text(List.of(new Value.Literal("no "), new Value.Field("stock", "sku")));
        var fields = new Value.Fields(Map.of("sku", new Value.Literal(3)));
        var compare = new Condition.Compare(whole, Condition.Operator.GREATER_OR_EQUAL, new Value.Literal(1.5));
        var condition = new Condition.All(List.of(compare, new Condition.Any(List.of(new Condition.Not(compare)))));
        var resilience = new Step.Resilience(Optional.of(3), Optional.of(Duration.ofMillis(500)), Optional.empty())
                .withTotal(Duration.ofSeconds(9))
                .withReuse(Duration.ofMinutes(10))
                .withStandIn(Duration.ofDays(1))
                .withBalancing(Step.Balancing.LEAST_RESPONSE_TIME)
                .withoutWaiting();
        var reply = new Step.Reply("reply", one, "reply", 200, fields);
        List<Step> steps = List.of(
                new Step.Call(
                        "call",
                        one,
                        "call",
                        "inventory",
                        "getStock",
                        Map.of("sku", whole),
                        "stock",
                        resilience,
                        List.of(reply),
                        Optional.of("before")),
                new Step.Undo("undo", one, "undo"),
                new Step.Choice(
                        "choice", one, "choice", List.of(new Step.Branch(condition, "if", List.of(reply))), List.of()),
                new Step.Parallel("both", one, "both", List.of(List.of(reply), List.of())),
                new Step.ForEach("each", one, "each", whole, List.of()),
                new Step.WriteFile("file", one, "file", "out", text, whole),
                new Step.Publish("publish", one, "publish", "topic", null, whole),
                new Step.Wait("wait", one, "wait", Duration.ofMinutes(1)),
                new Step.Log("log", one, "log", text));
        for (var trigger : List.of(
                new Trigger.Http(one, "POST", "/orders"),
                new Trigger.Timer(one, Duration.ofMinutes(5)),
                new Trigger.Cron(one, "0 0 8 * * ?"),
                new Trigger.Folder(one, "in", ".csv"),
                new Trigger.Topic(one, "orders"))) {
            var plan = new Plan(
                    "Orders",
                    Lang.ZH,
                    List.of(new Clause(1, "下单")),
                    trigger,
                    Map.of("sku", Schema.of("string")),
                    steps,
                    List.of("a"));

            assertThat(Json.read(Json.write(plan), Plan.class)).isEqualTo(plan);
        }
    }

    @Test
    void readsCallsThatWereStoredBeforeTheyCouldSayMore() {
        var call = """
                {"kind": "call", "id": "call", "clauses": [1], "label": "call", "service": "inventory",
                 "operation": "getStock", "inputs": {}, "result": "stock",
                 "resilience": {"retries": 3, "pause": null, "timeout": null}, "onFailure": []}""";

        assertThat(Json.read(call, Step.class))
                .isEqualTo(new Step.Call(
                        "call",
                        List.of(1),
                        "call",
                        "inventory",
                        "getStock",
                        Map.of(),
                        "stock",
                        new Step.Resilience(Optional.of(3), Optional.empty(), Optional.empty()),
                        List.of()));
    }

    @Test
    void writesConstantsAsTheApiSpellsThemAndNothingThatOnlyLooksLikeAProperty() {
        var finding = new Finding("rule", Severity.ERROR, 1, 2, null, "Problem.", "Remedy.");

        assertThat(Json.write(finding))
                .isEqualTo("{\"rule\":\"rule\",\"severity\":\"error\",\"line\":1,\"column\":2,\"step\":null,"
                        + "\"problem\":\"Problem.\",\"remedy\":\"Remedy.\"}");
        assertThat(Json.write(dev.routewright.route.Status.AWAITING_APPROVAL)).isEqualTo("\"awaiting-approval\"");
    }

    @Test
    void writesWhatIsTheSameInTheSameWay() {
        var names = java.util.Set.of("h", "g", "f", "e", "d", "c", "b", "a");
        var schema = new Schema("object", null, "", null, List.of(), Map.of(), names, null);

        assertThat(Json.write(schema))
                .isEqualTo("{\"type\":\"object\",\"description\":\"\",\"values\":[],\"properties\":{},"
                        + "\"required\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"]}");
        assertThat(Json.read(Json.write(schema), Schema.class)).isEqualTo(schema);
    }

    /** What was stored before evidence could say more is read as if there were no more to say. */
    @Test
    void readsEvidenceThatWasStoredBefore() throws Exception {
        var stored = """
                {"runs": [{"name": "n", "kind": "fault", "injected": "i", "passed": true, "problem": "",
                  "calls": [{"operation": "a.b", "input": "{}", "status": 200}],
                  "answer": {"status": 200, "contentType": "", "body": ""}, "deliveries": [], "deadLetters": [],
                  "millis": 1}]}""";

        var evidence = Json.MAPPER.readValue(stored, dev.routewright.route.Evidence.class);

        assertThat(evidence.untried()).isEmpty();
        assertThat(evidence.runs().get(0).answers()).hasSize(1);
        assertThat(evidence.runs().get(0).remarks()).isEmpty();
        assertThat(evidence.runs().get(0).undone()).isEmpty();
        assertThat(evidence.runs().get(0).calls())
                .containsExactly(new dev.routewright.route.Evidence.Called("a.b", "{}", 200));
    }
}

package dev.routewright.plain;

import dev.routewright.route.Clause;
import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans as nouns. */
public final class Plans {
    private static final List<Integer> CLAUSES = List.of(1);

    private Plans() {}

    public static Plan plan(Trigger trigger, Map<String, Schema> message, Step... steps) {
        return new Plan(
                "Order intake", Lang.EN, List.of(new Clause(1, "…")), trigger, message, List.of(steps), List.of());
    }

    public static Plan onPost(Step... steps) {
        return plan(new Trigger.Http(CLAUSES, "POST", "/orders"), ORDER, steps);
    }

    public static final Map<String, Schema> ORDER = ordered(
            "orderId", Schema.of("string"),
            "sku", Schema.of("string"),
            "quantity", Schema.of("integer"),
            "customer.level", Schema.of("string"));

    public static Map<String, Schema> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Schema>();
        for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], (Schema) pairs[i + 1]);
        return map;
    }

    public static Trigger.Http get(String path) {
        return new Trigger.Http(CLAUSES, "GET", path);
    }

    public static Step.Call call(String id, String key, Map<String, Value> inputs, String result, Step... onFailure) {
        var names = key.split("\\.");
        return new Step.Call(
                id, CLAUSES, id, names[0], names[1], inputs, result, Step.Resilience.FROM_POLICY, List.of(onFailure));
    }

    public static Step.Choice choice(String id, Condition condition, List<Step> then, List<Step> otherwise) {
        return new Step.Choice(id, CLAUSES, id, List.of(branch(condition, then)), otherwise);
    }

    public static Step.Choice choice(String id, List<Step.Branch> branches, List<Step> otherwise) {
        return new Step.Choice(id, CLAUSES, id, branches, otherwise);
    }

    public static Step.Branch branch(Condition condition, List<Step> steps) {
        return new Step.Branch(condition, "", steps);
    }

    @SafeVarargs
    public static Step.Parallel parallel(String id, List<Step>... branches) {
        return new Step.Parallel(id, CLAUSES, id, Arrays.asList(branches));
    }

    public static Step.ForEach forEach(String id, Value items, Step... steps) {
        return new Step.ForEach(id, CLAUSES, id, items, List.of(steps));
    }

    public static Step.Reply reply(String id, int status, Value body) {
        return new Step.Reply(id, CLAUSES, id, status, body);
    }

    public static Step.Reply reply(String id, int status, String text) {
        return reply(id, status, fields("message", literal(text)));
    }

    public static Step.Log log(String id, Value text) {
        return new Step.Log(id, CLAUSES, id, text);
    }

    public static Step.Publish publish(String id, String topic, Value key, Value content) {
        return new Step.Publish(id, CLAUSES, id, topic, key, content);
    }

    public static Step.WriteFile file(String id, String folder, Value name, Value content) {
        return new Step.WriteFile(id, CLAUSES, id, folder, name, content);
    }

    public static Condition is(Value left, Operator operator, Value right) {
        return new Condition.Compare(left, operator, right);
    }

    public static Value.Field message(String path) {
        return new Value.Field(Value.MESSAGE, path);
    }

    public static Value.Field item(String path) {
        return new Value.Field(Value.ITEM, path);
    }

    public static Value.Field field(String source, String path) {
        return new Value.Field(source, path);
    }

    public static Value.Literal literal(Object value) {
        return new Value.Literal(value);
    }

    public static Value.Text text(Value... parts) {
        return new Value.Text(List.of(parts));
    }

    public static Value.Fields fields(Object... pairs) {
        var map = new LinkedHashMap<String, Value>();
        for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], (Value) pairs[i + 1]);
        return new Value.Fields(map);
    }
}

package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What the stubs answer now: what the behaviour says, else what the case says, else the example of the document. */
final class Script {
    private final Map<String, Integer> used = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private JsonNode defaults = MissingNode.getInstance();
    private ObjectNode given = Text.MAPPER.createObjectNode();
    private ObjectNode values = Text.MAPPER.createObjectNode();
    private CountDownLatch over = new CountDownLatch(1);

    /** @param over opens when the behaviour is over, so that nobody has to wait for a late reply any more */
    record Answer(ObjectNode reply, CountDownLatch over) {}

    synchronized void load(JsonNode defaults, JsonNode given, ObjectNode values) {
        over.countDown();
        over = new CountDownLatch(1);
        this.defaults = defaults;
        this.given = Text.MAPPER.createObjectNode();
        given.properties().forEach(entry -> this.given.set(entry.getKey(), entry.getValue()));
        this.values = values;
        used.clear();
        counts.clear();
    }

    /** From now on; what was said of other operations stays. */
    synchronized void change(JsonNode more) {
        for (var entry : more.properties()) {
            given.set(entry.getKey(), entry.getValue());
            used.keySet().removeIf(key -> key.contains(" " + entry.getKey() + " "));
        }
    }

    synchronized Answer choose(Operation operation, ObjectNode request) {
        var number = counts.merge(operation.name(), 1, Integer::sum);
        for (var layer : List.of(given, defaults)) {
            var entry = layer.path(operation.name());
            var entries = entry.isObject() ? Text.MAPPER.createArrayNode().add(entry) : entry;
            for (int i = 0; i < entries.size(); i++) {
                var one = entries.get(i);
                if (one.has("if") && !Match.holds(Template.fill(one.get("if"), values), request)) continue;
                var key = "%s %s %d".formatted(layer == given ? "given" : "default", operation.name(), i);
                if (one.has("times")) {
                    if (used.getOrDefault(key, 0) >= one.get("times").asInt()) continue;
                    used.merge(key, 1, Integer::sum);
                }
                var reply = ((ObjectNode) one).deepCopy();
                reply.remove(List.of("if", "times"));
                return answer(reply, request, number);
            }
        }
        return answer(operation.exampleReply(), request, number);
    }

    private Answer answer(ObjectNode reply, ObjectNode request, int number) {
        var all = Template.with(values, "req", request).put("n", number);
        return new Answer((ObjectNode) Template.fill(reply, all), over);
    }
}

package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * @param failures what did not hold; empty when it passed
 * @param calls what the stubs received, for looking into a failure
 * @param replies what the callers got, likewise
 */
record BehaviourResult(
        String name, String kind, double seconds, List<String> failures, JsonNode calls, JsonNode replies) {
    private static final int MOST_FAILURES = 8;
    private static final int MOST_CALLS = 40;

    BehaviourResult {
        failures = List.copyOf(failures.subList(0, Math.min(MOST_FAILURES, failures.size())));
    }

    static BehaviourResult of(String name, String kind, double seconds, List<String> failures, World world, double t) {
        if (failures.isEmpty()) return unseen(name, kind, seconds, failures);
        ArrayNode calls = Text.MAPPER.createArrayNode();
        world.calls().all().stream().limit(MOST_CALLS).forEach(call -> calls.add(call.brief(t)));
        return new BehaviourResult(
                name, kind, seconds, failures, calls, world.replies().brief());
    }

    /** One of which nothing but its outcome was recorded. */
    static BehaviourResult unseen(String name, String kind, double seconds, List<String> failures) {
        return new BehaviourResult(name, kind, seconds, failures, MissingNode.getInstance(), MissingNode.getInstance());
    }

    boolean passed() {
        return failures.isEmpty();
    }

    ObjectNode json() {
        var json = Text.MAPPER
                .createObjectNode()
                .put("name", name)
                .put("kind", kind)
                .put("pass", passed());
        json.put("seconds", Math.round(seconds * 100) / 100.0);
        if (passed()) return json;
        var array = json.putArray("failures");
        failures.forEach(array::add);
        if (!calls.isMissingNode()) json.set("calls", calls);
        if (!replies.isMissingNode()) json.set("replies", replies);
        return json;
    }
}

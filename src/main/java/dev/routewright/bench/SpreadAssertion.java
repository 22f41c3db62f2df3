package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code spread}: how calls are spread over several operations. */
final class SpreadAssertion implements Assertion {
    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        if (scene.lasting()) return List.of();
        var failures = new ArrayList<String>();
        for (var asked : then.path("spread")) {
            var counts = new LinkedHashMap<String, Integer>();
            for (var name : Names.of(asked))
                counts.put(
                        name,
                        scene.select(((ObjectNode) asked.deepCopy()).put("op", name))
                                .size());
            if (Collections.min(counts.values()) < asked.path("minEach").asInt(1)
                    || Collections.max(counts.values()) > asked.path("maxEach").asInt(Integer.MAX_VALUE))
                failures.add("calls are spread %s, expected %s..%s each"
                        .formatted(
                                counts,
                                asked.path("minEach").asText("1"),
                                asked.path("maxEach").asText("any")));
        }
        return failures;
    }
}

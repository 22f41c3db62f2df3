package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code order}: pairs of operations; the second begins after the first has been answered. */
final class OrderAssertion implements Assertion {
    private static final double CLOSE = 0.002;

    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        var failures = new ArrayList<String>();
        for (var pair : then.path("order")) {
            var first = earliest(scene.select(side(pair.path(0))));
            var second = earliest(scene.select(side(pair.path(1))));
            if (first == null || second == null) {
                failures.add("order %s: one of the calls is missing".formatted(Text.json(pair)));
                continue;
            }
            var answered = first.end();
            if (!scene.lasting() && (answered == null || second.start() < answered - CLOSE))
                failures.add("order: %s started before %s was answered".formatted(second.name(), first.name()));
        }
        return failures;
    }

    private static JsonNode side(JsonNode side) {
        return side.isObject() ? side : Text.MAPPER.createObjectNode().set("op", side);
    }

    private static @Nullable Call earliest(List<Call> calls) {
        return calls.stream().min(Comparator.comparing(Call::start)).orElse(null);
    }
}

package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** {@code delay} and {@code after}: the time to the first call, from the beginning or from another call. */
final class DelayAssertion implements Assertion {
    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        if (scene.lasting()) return List.of();
        var failures = new ArrayList<String>();
        for (var asked : then.path("after")) {
            var first = first(scene.select(asked.path("first")));
            var second = first(scene.select(asked.path("then")));
            if (first.isPresent() && second.isPresent())
                check(
                        asked,
                        second.getAsDouble() - first.getAsDouble(),
                        Names.of(asked.path("then")),
                        Names.of(asked.path("first")).toString(),
                        failures);
        }
        for (var asked : then.path("delay")) {
            var first = first(scene.select(asked));
            if (first.isPresent())
                check(asked, first.getAsDouble() - scene.began(), Names.of(asked), "the trigger", failures);
        }
        return failures;
    }

    private static OptionalDouble first(List<Call> calls) {
        return calls.stream().mapToDouble(Call::start).min();
    }

    private static void check(JsonNode asked, double seconds, List<String> names, String since, List<String> failures) {
        var millis = seconds * 1000;
        if (millis >= asked.path("minMs").asDouble(0)
                && millis <= asked.path("maxMs").asDouble(1e9)) return;
        failures.add("%s came %d ms after %s, expected %s..%s"
                .formatted(
                        String.join("/", names),
                        Math.round(millis),
                        since,
                        asked.path("minMs").asText("0"),
                        asked.path("maxMs").asText("any")));
    }
}

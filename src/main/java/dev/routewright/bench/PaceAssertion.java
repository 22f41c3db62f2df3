package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** {@code rate} and {@code gaps}: how many calls within a time, and the pauses between them. */
final class PaceAssertion implements Assertion {
    private static final int TOLERANCE_MILLIS = 150;

    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        if (scene.lasting()) return List.of();
        var failures = new ArrayList<String>();
        then.path("rate").forEach(asked -> rate(asked, starts(asked, scene), failures));
        then.path("gaps").forEach(asked -> gaps(asked, starts(asked, scene), failures));
        return failures;
    }

    private static List<Double> starts(JsonNode asked, Scene scene) {
        return scene.select(asked).stream().map(Call::start).sorted().toList();
    }

    private static void rate(JsonNode asked, List<Double> starts, List<String> failures) {
        var window =
                (asked.path("windowMs").asDouble() - asked.path("toleranceMs").asDouble(TOLERANCE_MILLIS)) / 1000;
        for (var from : starts) {
            var within = starts.stream()
                    .filter(start -> start >= from && start - from < window)
                    .count();
            if (within <= asked.path("max").asInt()) continue;
            failures.add("%s: %d calls within %s ms, expected at most %s"
                    .formatted(Text.of(asked.get("op")), within, asked.path("windowMs"), asked.path("max")));
            return;
        }
    }

    private static void gaps(JsonNode asked, List<Double> starts, List<String> failures) {
        var gaps = IntStream.range(1, starts.size())
                .mapToObj(i -> (starts.get(i) - starts.get(i - 1)) * 1000)
                .toList();
        var least = asked.path("minMs").asDouble(0);
        var most = asked.path("maxMs").asDouble(Double.MAX_VALUE);
        var leastEach = asked.path("minListMs");
        var inTurn = IntStream.range(0, Math.min(gaps.size(), leastEach.size()))
                .allMatch(i -> gaps.get(i) >= leastEach.get(i).asDouble());
        if (!gaps.isEmpty() && inTurn && gaps.stream().allMatch(gap -> gap >= least && gap <= most)) return;
        failures.add("%s: gaps between calls %s ms, expected at least %s%s"
                .formatted(
                        Text.of(asked.get("op")),
                        gaps.stream().map(Math::round).toList(),
                        leastEach.isEmpty() ? asked.path("minMs").asText("0") : leastEach.toString(),
                        asked.has("maxMs") ? " and at most " + asked.get("maxMs") : ""));
    }
}

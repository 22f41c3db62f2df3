package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the calls of a check. Those expected must have come, as often and in the order written; whatever changes
 * something and is not expected must not have come.
 */
final class CallRules {
    private final JsonNode then;
    private final List<Call> calls;
    private final boolean repeats;
    private final List<String> failures = new ArrayList<>();

    /** @param repeats whether the integration starts by itself again and again, so that runs may follow each other */
    CallRules(JsonNode then, List<Call> calls, boolean repeats) {
        this.then = then;
        this.calls = calls;
        this.repeats = repeats;
    }

    List<String> failures() {
        for (var expected : then.path("calls")) {
            count(expected);
            gaps(expected);
        }
        calls.forEach(this::unexpected);
        for (var operation : then.path("never"))
            if (!of(operation.asText()).isEmpty()) failures.add(operation.asText() + " must not be called");
        if (then.has("overlap")) overlap();
        else order();
        return failures;
    }

    private void count(JsonNode expected) {
        var matching = matching(expected);
        var times = expected.path("times").asText("1");
        boolean fits;
        if (times.startsWith("each "))
            fits = !matching.isEmpty()
                    && matching.size() == of(times.substring(5)).size();
        else if (times.endsWith("..")) fits = matching.size() >= Integer.parseInt(times.replace("..", ""));
        else fits = matching.size() == Integer.parseInt(times);
        if (!fits) failures.add("%s: %d calls fit, expected %s".formatted(expected, matching.size(), times));
    }

    private void gaps(JsonNode expected) {
        var matching = matching(expected);
        for (int i = 1; i < matching.size() && expected.has("minGapMs"); i++) {
            long gap = (matching.get(i).started() - matching.get(i - 1).ended()) / 1_000_000;
            if (gap < expected.get("minGapMs").asLong())
                failures.add("%s: only %d ms between attempts".formatted(expected, gap));
        }
    }

    private void unexpected(Call call) {
        var named = false;
        for (var expected : then.path("calls")) {
            if (fits(expected, call)) return;
            named |= expected.path("op").asText().equals(call.operation());
        }
        if (named || !call.reads()) failures.add("Unexpected call " + call);
    }

    private void order() {
        List<Call> before = List.of();
        for (var expected : then.path("calls")) {
            var here = of(expected.path("op").asText());
            if (!before.isEmpty()
                    && !here.isEmpty()
                    && !before.get(0).operation().equals(here.get(0).operation())) {
                var last = repeats ? before.get(0) : before.get(before.size() - 1);
                if (here.get(0).started() < last.ended())
                    failures.add("%s started before %s was answered".formatted(here.get(0), last));
            }
            if (!here.isEmpty()) before = here;
        }
    }

    private void overlap() {
        var first = of(then.at("/overlap/0").asText());
        var second = of(then.at("/overlap/1").asText());
        if (!first.isEmpty() && !second.isEmpty() && !first.get(0).overlaps(second.get(0)))
            failures.add("%s and %s did not run at the same time".formatted(first.get(0), second.get(0)));
    }

    private List<Call> matching(JsonNode expected) {
        return calls.stream().filter(c -> fits(expected, c)).toList();
    }

    private List<Call> of(String operation) {
        return calls.stream().filter(c -> c.operation().equals(operation)).toList();
    }

    private static boolean fits(JsonNode expected, Call call) {
        return expected.path("op").asText().equals(call.operation())
                && (!expected.has("with") || Match.fits(expected.get("with"), call.inputs()));
    }
}

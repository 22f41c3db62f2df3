package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** {@code calls}: how often operations were called, and with what; every matching call has to fit. */
final class CallAssertion implements Assertion {
    private static final List<String> PARTS = List.of("body", "query", "headers", "path", "text");
    private static final int MOST_SHOWN = 4;

    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        var failures = new ArrayList<String>();
        for (var assertion : then.path("calls")) {
            var name = String.join("/", Names.of(assertion))
                    + (assertion.path("where").isEmpty()
                            ? ""
                            : " where " + Text.shortly(Text.of(assertion.get("where")), 120));
            var bounds = Bounds.of(assertion);
            var calls = scene.select(assertion);
            if (calls.size() < bounds.least())
                failures.add("%s: called %d times, expected at least %d%s"
                        .formatted(name, calls.size(), bounds.least(), refused(assertion, scene)));
            if (scene.lasting()) continue;
            var all = scene.select(assertion, bounds.most() > 0);
            if (all.size() > bounds.most())
                failures.add("%s: called %d times, expected at most %d".formatted(name, all.size(), bounds.most()));
            for (var part : PARTS) if (assertion.has(part)) fits(name, part, assertion.get(part), calls, failures);
        }
        return failures;
    }

    private static String refused(JsonNode assertion, Scene scene) {
        return scene.select(assertion, false).stream()
                .map(Call::refusal)
                .filter(Objects::nonNull)
                .findFirst()
                .map(why -> " (refused by the service: " + why + ")")
                .orElse("");
    }

    private static void fits(String name, String part, JsonNode expected, List<Call> calls, List<String> failures) {
        var wanted = part.equals("headers") ? lowerCase(expected) : expected;
        for (var call : calls) {
            var problems = Match.problems(wanted, call.part(part), part);
            if (problems.isEmpty()) continue;
            failures.add(name + ": " + String.join("; ", problems.subList(0, Math.min(MOST_SHOWN, problems.size()))));
            return;
        }
    }

    /** Names of headers in lower case. */
    static JsonNode lowerCase(JsonNode headers) {
        var lower = Text.MAPPER.createObjectNode();
        headers.properties().forEach(h -> lower.set(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
        return lower;
    }
}

package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@code topics}: what came onto topics since the behaviour began. */
final class TopicAssertion implements Assertion {
    private static final int MOST_SHOWN = 4;

    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        var failures = new ArrayList<String>();
        for (var assertion : then.path("topics")) check(assertion, scene, failures);
        return failures;
    }

    private static void check(JsonNode asked, Scene scene, List<String> failures) {
        var topic = asked.path("topic").asText();
        var topics = scene.topics();
        var all = topics == null ? List.<ObjectNode>of() : topics.since(topic, scene.offsets());
        check(asked, all, scene.lasting(), failures);
    }

    /** @param all key, value and headers of each record */
    static void check(JsonNode asked, List<ObjectNode> all, boolean lasting, List<String> failures) {
        var topic = asked.path("topic").asText();
        var matching = all.stream()
                .filter(record -> !asked.has("where") || Match.holds(asked.get("where"), record))
                .toList();
        var bounds = Bounds.of(asked);
        if (matching.size() < bounds.least())
            failures.add("topic %s: %d matching records of %d, expected at least %d; seen %s"
                    .formatted(topic, matching.size(), all.size(), bounds.least(), seen(all)));
        if (lasting) return;
        if (matching.size() > bounds.most())
            failures.add("topic %s: %d records, expected at most %d".formatted(topic, matching.size(), bounds.most()));
        for (var record : matching) {
            var problems = new ArrayList<String>();
            var value = record.path("value");
            if (asked.has("value")) problems.addAll(Match.problems(asked.get("value"), value, "record"));
            else if (value.isNull()) problems.add("record: has no value");
            if (asked.has("key")) problems.addAll(Match.problems(asked.get("key"), record.path("key"), "record key"));
            if (problems.isEmpty()) continue;
            failures.add("topic %s: %s"
                    .formatted(topic, String.join("; ", problems.subList(0, Math.min(MOST_SHOWN, problems.size())))));
            return;
        }
    }

    private static String seen(List<ObjectNode> all) {
        var values = Text.MAPPER.createArrayNode();
        all.forEach(record -> values.add(record.path("value")));
        return Text.shortly(Text.json(values), 200);
    }
}

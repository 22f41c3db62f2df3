package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** {@code reply}: what callers got; the last reply of a name, or every one. */
final class ReplyAssertion implements Assertion {
    private static final int MOST_SHOWN = 4;
    private static final int SHORT = 200;

    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        if (!then.has("reply")) return List.of();
        var failures = new ArrayList<String>();
        var asked = then.get("reply");
        for (var one : asked.isArray() ? asked : Text.MAPPER.createArrayNode().add(asked)) check(one, scene, failures);
        return failures;
    }

    private static void check(JsonNode asked, Scene scene, List<String> failures) {
        var name = asked.path("as").asText("reply");
        var replies = scene.replies().named(name);
        if (replies.isEmpty()) {
            failures.add("no reply " + name);
            return;
        }
        var looked = asked.path("every").asBoolean() ? replies : replies.subList(replies.size() - 1, replies.size());
        for (var reply : looked) check(asked, reply, failures);
        if (asked.has("statuses")) {
            var statuses = Text.MAPPER.createArrayNode();
            replies.forEach(reply -> statuses.add(reply.status()));
            failures.addAll(Match.problems(asked.get("statuses"), statuses, "reply statuses"));
        }
    }

    private static void check(JsonNode asked, Reply reply, List<String> failures) {
        var status = reply.status();
        if (status == null) {
            failures.add("entry: " + reply.error());
            return;
        }
        if (asked.hasNonNull("status") && !isAsked(asked.get("status"), status))
            failures.add("reply status %d, expected %s; body %s"
                    .formatted(status, Text.json(asked.get("status")), Text.shortly(reply.text(), SHORT)));
        if (asked.has("body")) {
            var json = reply.json();
            if (json == null || json.isNull()) failures.add("reply is not JSON: " + Text.shortly(reply.text(), SHORT));
            else failures.addAll(first(Match.problems(asked.get("body"), json, "reply")));
        }
        if (asked.has("text"))
            failures.addAll(first(Match.problems(asked.get("text"), Text.of(reply.text()), "reply text")));
        if (asked.has("headers"))
            failures.addAll(
                    Match.problems(CallAssertion.lowerCase(asked.get("headers")), reply.headers(), "reply headers"));
        if (asked.has("maxS") && reply.seconds() > asked.get("maxS").asDouble())
            failures.add("reply took %.1f s, expected at most %s".formatted(reply.seconds(), asked.get("maxS")));
        if (asked.has("minS") && reply.seconds() < asked.get("minS").asDouble())
            failures.add("reply took %.1f s, expected at least %s".formatted(reply.seconds(), asked.get("minS")));
    }

    /** A number, one of a list, or a class of them like {@code 4xx}. */
    private static boolean isAsked(JsonNode asked, int status) {
        if (asked.isTextual()) return asked.textValue().equals(status / 100 + "xx");
        if (!asked.isArray()) return asked.asInt() == status;
        for (var one : asked) if (one.asInt() == status) return true;
        return false;
    }

    private static List<String> first(List<String> problems) {
        return problems.subList(0, Math.min(MOST_SHOWN, problems.size()));
    }
}

package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Judges what a caller was answered. A check that says nothing about the status expects success. */
final class ReplyRules {
    private ReplyRules() {}

    static List<String> failures(JsonNode expected, Reply reply) {
        var failures = new ArrayList<String>();
        var status = expected.path("status").asText("success");
        var fits =
                switch (status) {
                    case "any" -> reply.status() > 0;
                    case "success" -> reply.status() / 100 == 2;
                    case "failure" -> reply.status() >= 400;
                    default -> reply.status() == Integer.parseInt(status);
                };
        if (!fits) failures.add("The caller got status %d, expected %s".formatted(reply.status(), status));
        for (var part : expected.path("contains"))
            if (!plain(reply.body()).contains(part.asText())) failures.add("The answer lacks " + part.asText());
        for (var part : expected.path("lacks"))
            if (plain(reply.body()).contains(part.asText())) failures.add("The answer holds " + part.asText());
        return failures;
    }

    /** Text beside its JSON form without escapes, so that how a character was written does not matter. */
    static String plain(String text) {
        var json = Documents.json(text);
        return json.isMissingNode() ? text : text + "\n" + Documents.text(json);
    }
}

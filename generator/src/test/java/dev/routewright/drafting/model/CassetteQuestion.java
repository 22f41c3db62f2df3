package dev.routewright.drafting.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.knowledge.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What makes two questions the same: messages, tools and response format; neither model nor temperature. */
record CassetteQuestion(JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CLAUSES = Pattern.compile("(?s)<data:clauses>\n(.*?)\n</data:clauses>");
    private static final Pattern FINDINGS = Pattern.compile("(?s)<data:(?:findings|failed-runs)>\n.*");

    /** How far a question is like a recording, and where it stops to be. */
    record Difference(int alike, String text) {}

    /** The same for questions that are the same to the letter. */
    String letter() {
        ObjectNode core = JSON.createObjectNode();
        for (String part : List.of("messages", "tools", "response_format"))
            if (body.hasNonNull(part)) core.set(part, body.get(part));
        return CanonicalJson.digest(core).substring(0, 24);
    }

    /** The same for questions of one purpose about one description, whatever else a prompt says. */
    String subject() {
        return purpose() + " " + clauses();
    }

    /** By shape and length, because the protocol does not say: a plan has a shape, what is mended has an answer in it. */
    String purpose() {
        int messages = body.path("messages").size();
        String what = body.hasNonNull("response_format") ? "plan" : "route";
        return messages <= 2 ? what : "%s mended (%d messages)".formatted(what, messages);
    }

    /** The numbered clauses of the description, empty when there are none. */
    String clauses() {
        for (JsonNode message : body.path("messages")) {
            var found = CLAUSES.matcher(message.path("content").asText());
            if (message.path("role").asText().equals("user") && found.find()) return found.group(1);
        }
        return "";
    }

    /** What the last answer is said to be wrong in, empty when there is no answer yet. */
    String findings() {
        JsonNode messages = body.path("messages");
        var found = FINDINGS.matcher(
                messages.path(messages.size() - 1).path("content").asText());
        return messages.size() > 2 && found.find() ? found.group() : "";
    }

    int tokens() {
        int tokens = 0;
        for (JsonNode message : body.path("messages"))
            tokens += 4 + Tokens.count(message.path("content").asText());
        JsonNode shape = body.at("/response_format/json_schema/schema");
        return shape.isMissingNode() ? tokens : tokens + Tokens.count(shape.toString());
    }

    Difference differenceTo(CassetteQuestion recorded, String name) {
        List<String> mine = parts();
        List<String> theirs = recorded.parts();
        int alike = 0;
        for (int at = 0; at < Math.max(mine.size(), theirs.size()); at++) {
            String asked = at < mine.size() ? mine.get(at) : "(nothing)";
            String known = at < theirs.size() ? theirs.get(at) : "(nothing)";
            int same = common(asked, known);
            alike += same;
            if (!asked.equals(known))
                return new Difference(
                        alike,
                        "Nearest is %s, which differs in %s at character %d: recorded \"%s\", asked \"%s\"."
                                .formatted(name, label(at), same, around(known, same), around(asked, same)));
        }
        return new Difference(alike, "It differs from %s in nothing that can be shown.".formatted(name));
    }

    /** How many of the last messages are the same to the letter: those are the answers and what was found in them. */
    int sameEnding(CassetteQuestion recorded) {
        JsonNode mine = body.path("messages");
        JsonNode theirs = recorded.body.path("messages");
        int same = 0;
        for (int back = 1; back <= Math.min(mine.size(), theirs.size()); back++)
            if (mine.path(mine.size() - back).equals(theirs.path(theirs.size() - back))) same++;
        return same;
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (JsonNode message : body.path("messages"))
            parts.add(message.path("role").asText() + ": "
                    + message.path("content").asText());
        parts.add("tools " + CanonicalJson.write(body.path("tools")));
        parts.add("response_format " + CanonicalJson.write(body.path("response_format")));
        return parts;
    }

    private String label(int part) {
        int messages = body.path("messages").size();
        return part < messages ? "message %d".formatted(part + 1) : "tools or response_format";
    }

    private static int common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) same++;
        return same;
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, Math.min(at, text.length()) - 30), Math.min(text.length(), at + 60));
    }
}

package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a description.
 *
 * @param status live, needs_input, rejected or failed; awaiting-approval until somebody approves it
 * @param place path of the version, null when none was made
 * @param version the whole version, as the product shows it
 * @param problem what the product said when it made no version, or could not go on
 * @param seconds until it came to rest
 */
record Submission(String status, @Nullable String place, JsonNode version, String problem, double seconds) {
    static final String WAITING = "awaiting-approval";
    private static final Map<String, String> STATUSES =
            Map.of("live", "live", "needs-answers", "needs_input", "rejected", "rejected", WAITING, WAITING);

    static Submission of(@Nullable String place, JsonNode version, double seconds) {
        var status = STATUSES.getOrDefault(version.path("status").asText(), "failed");
        return new Submission(status, place, version, version.path("why").asText(""), seconds);
    }

    static Submission none(String status, String problem, double seconds) {
        return new Submission(status, null, MissingNode.getInstance(), problem, seconds);
    }

    Submission failed(String why) {
        return new Submission("failed", place, version, why, seconds);
    }

    boolean isLive() {
        return status.equals("live");
    }

    /** Questions and findings, in the words a person would read. */
    ObjectNode said() {
        var said = Text.MAPPER.createObjectNode();
        var questions = said.putArray("questions");
        version.path("questions")
                .forEach(question -> questions.add(question.path("text").asText()));
        var findings = said.putArray("findings");
        version.path("findings").forEach(findings::add);
        if (!problem.isEmpty()) findings.add(problem);
        if (!isLive() && !status.equals("needs_input") && findings.isEmpty() && version.has("rehearsal"))
            findings.addObject().set("rehearsal", version.get("rehearsal"));
        return said;
    }
}

package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.route.Finding;
import dev.routewright.route.Question;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Findings and questions as lines, whether they were made here or came from a server. */
final class Findings {
    private Findings() {}

    /** {@code file:line:column rule problem — remedy}; an editor can jump to it. */
    static String line(String file, Finding finding) {
        return line(
                file,
                finding.line(),
                finding.column(),
                finding.rule(),
                finding.isError() ? "" : finding.severity().name(),
                finding.problem(),
                finding.remedy());
    }

    static String line(String file, JsonNode finding) {
        var severity = finding.path("severity").asText("");
        return line(
                file,
                finding.path("line").asInt(),
                finding.path("column").asInt(),
                finding.path("rule").asText("?"),
                severity.equalsIgnoreCase("error") ? "" : severity,
                finding.path("problem").asText(),
                finding.path("remedy").asText());
    }

    private static String line(
            String file, int line, int column, String rule, String severity, String problem, String remedy) {
        var place = line == 0 ? file : file + ":" + line + ":" + Math.max(column, 1);
        var weight = severity.isEmpty() ? "" : " (" + severity.toLowerCase(java.util.Locale.ROOT) + ")";
        return Terminal.clean("%s %s%s %s — %s".formatted(place, rule, weight, problem, remedy));
    }

    static String line(String file, Question question) {
        return question(file, question.id(), question.text(), question.choices());
    }

    static String question(String file, JsonNode question) {
        var choices = StreamSupport.stream(question.path("choices").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return question(
                file, question.path("id").asText("?"), question.path("text").asText(), choices);
    }

    private static String question(String file, String id, String text, List<String> choices) {
        var suggested = choices.isEmpty() ? "" : " [" + String.join(" | ", choices) + "]";
        return Terminal.clean("%s question %s: %s%s".formatted(file, id, text, suggested));
    }

    /** What a problem+json says, with its findings when it carries some. */
    static String problem(JsonNode problem) {
        var said = problem.path("detail").asText(problem.path("title").asText("The server refused, without a reason."));
        return StreamSupport.stream(problem.path("findings").spliterator(), false)
                .map(finding -> "\n" + line("", finding).strip())
                .collect(Collectors.joining("", said, ""));
    }
}

package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.stream.Stream;

/** Error handlers that keep nothing: the one that is switched off, and dead letters that only reach a log. */
final class ErrorHandlers implements StoryRule {
    @Override
    public void judge(Story story, Findings findings) {
        story.subject().tree().entries().forEach(entry -> switchedOff(entry, findings));
        var outcomes = new Outcomes(story);
        story.subject().elements().filter(e -> e.has("deadLetterUri")).forEach(channel -> channel.endpoints().stream()
                .filter(dead -> !outcomes.isKeptBy(dead))
                .forEach(dead -> findings.add(
                        RuleId.DEAD_LETTER_LOST,
                        dead.place(),
                        channel.step(),
                        "Dead letters go to " + quote(dead.address()) + ", which keeps no message.",
                        RuleId.DEAD_LETTER_LOST.remedy())));
    }

    /** The policy may refuse the key, so it is read from the file. */
    private static void switchedOff(Node.Entry entry, Findings findings) {
        if (!(entry.value() instanceof Node.Mapping section)) return;
        var handlers = entry.key().equals("errorHandler")
                ? Stream.of(section)
                : section.get("errorHandler").stream()
                        .filter(Node.Mapping.class::isInstance)
                        .map(Node.Mapping.class::cast);
        handlers.flatMap(handler -> handler.entries().stream())
                .filter(e -> e.key().equals("noErrorHandler"))
                .forEach(e -> findings.add(
                        RuleId.ERROR_HANDLER_OFF,
                        e.place(),
                        section.get("id")
                                .filter(Node.Scalar.class::isInstance)
                                .map(id -> ((Node.Scalar) id).text())
                                .filter(ValueRules::isId)
                                .orElse(null),
                        "With `noErrorHandler` a message whose step fails is neither retried nor kept.",
                        RuleId.ERROR_HANDLER_OFF.remedy()));
    }
}

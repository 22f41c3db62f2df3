package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Queues and topics that may lose what was handed to them. */
final class QueueLoss implements StoryRule {
    private static final Set<String> SAFE = Set.of("all", "-1");
    /** Option, value and what then happens to messages. */
    private static final Map<String, List<String>> LOSING = Map.of(
            "discardWhenFull", List.of("true", "are dropped when the queue is full"),
            "discardIfNoConsumers", List.of("true", "are dropped while no route listens"),
            "purgeWhenStopping", List.of("true", "are dropped when the route stops"),
            "failIfNoConsumers", List.of("false", "vanish while no route listens"));

    private static final Set<String> COLLECTING = Set.of(
            "discardOnCompletionTimeout",
            "discardOnAggregationFailure",
            "ignoreInvalidCorrelationKeys",
            "ignoreInvalidExchanges");

    @Override
    public void judge(Story story, Findings findings) {
        story.subject().endpoints().forEach(endpoint -> {
            if (endpoint.scheme().equals("seda") || endpoint.scheme().equals("direct"))
                queue(endpoint, story, findings);
            if (endpoint.scheme().equals("kafka") && !endpoint.consumes()) topic(endpoint, findings);
        });
        for (var visit : story.visits())
            if (visit.step().kind().equals("sample") && story.isAboutMoney(visit))
                findings.add(
                        RuleId.QUEUE_DROPS,
                        visit.step().place(),
                        visit.step().step(),
                        "With `sample` few messages go on, the others are dropped, and money is at stake.",
                        "Remove the step; `throttle` slows down without dropping.");
        story.subject().elements().forEach(step -> step.values().values().stream()
                .filter(v -> COLLECTING.contains(v.name()) && v.text().equals("true"))
                .forEach(v -> findings.add(
                        RuleId.QUEUE_DROPS,
                        v.scalar().place(),
                        step.step(),
                        "With " + quote(v.name() + ": true") + " messages are dropped without a word.",
                        RuleId.QUEUE_DROPS.remedy())));
    }

    private static void queue(Endpoint endpoint, Story story, Findings findings) {
        boolean heard = story.subject().isHeard(endpoint.address());
        endpoint.options().forEach((name, value) -> {
            var losing = LOSING.get(name);
            if (losing == null || !losing.get(0).equals(value.text())) return;
            if (heard && name.endsWith("NoConsumers")) return;
            findings.add(
                    RuleId.QUEUE_DROPS,
                    value.place(),
                    endpoint.step(),
                    "With " + quote(name + "=" + value.text()) + " messages to " + quote(endpoint.address()) + " "
                            + losing.get(1) + ".",
                    RuleId.QUEUE_DROPS.remedy());
        });
    }

    private static void topic(Endpoint endpoint, Findings findings) {
        endpoint.option("requestRequiredAcks")
                .filter(acks -> !SAFE.contains(acks))
                .ifPresent(acks -> findings.add(
                        RuleId.ACKNOWLEDGEMENT_OFF,
                        endpoint.place(),
                        endpoint.step(),
                        "With " + quote("requestRequiredAcks=" + acks) + " a message to " + quote(endpoint.address())
                                + " counts as sent before all brokers have it.",
                        RuleId.ACKNOWLEDGEMENT_OFF.remedy()));
    }
}

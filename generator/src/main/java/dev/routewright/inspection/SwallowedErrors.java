package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.Set;

/**
 * Failures that somebody catches: they must not be forgotten, and where money is moved they must be kept or told. The
 * runtime keeps what nobody catches, so that a call without a catch is no finding.
 */
final class SwallowedErrors implements StoryRule {
    /** Whoever names one kind of failure and logs it has thought of it; these are all kinds at once. */
    private static final Set<String> BROAD = Set.of("java.lang.Exception", "java.lang.Throwable");

    @Override
    public void judge(Story story, Findings findings) {
        var outcomes = new Outcomes(story);
        for (var attempt : story.subject().elements("doTry").toList()) {
            var money = story.moneyFailingInto(attempt);
            boolean caller = story.haveCaller(money);
            for (var caught : attempt.children("doCatch")) caught(caught, money, caller, outcomes, story, findings);
        }
        for (var handler : story.subject().elements("onException").toList())
            if (isOn(handler, "handled")) {
                var money = atRisk(story, handler);
                caught(handler, money, story.haveCaller(money), outcomes, story, findings);
            }
        continued(story, outcomes, findings);
        aggregated(story, findings);
    }

    private static void caught(
            Element handler, List<Visit> money, boolean caller, Outcomes outcomes, Story story, Findings findings) {
        var steps = handler.children("steps");
        if (outcomes.isForgotten(steps) && (steps.isEmpty() || isBroad(handler) || !money.isEmpty()))
            findings.add(
                    RuleId.ERROR_SWALLOWED,
                    handler.place(),
                    handler.step(),
                    "The failure is caught and neither answered, delivered nor thrown again.",
                    RuleId.ERROR_SWALLOWED.remedy());
        else if (!money.isEmpty() && !outcomes.isKept(steps, caller))
            findings.add(
                    RuleId.MONEY_FAILURE_SWALLOWED,
                    handler.place(),
                    handler.step(),
                    "When " + failing(money.get(0), story) + " fails, the failure is caught, but the message is neither"
                            + " kept for later nor is a caller told that it failed.",
                    RuleId.MONEY_FAILURE_SWALLOWED.remedy());
    }

    /** {@code continued} goes on behind the failed step; the policy may refuse the key, so it is read from the file. */
    private static void continued(Story story, Outcomes outcomes, Findings findings) {
        for (var entry : story.subject().tree().entries()) {
            if (!entry.key().equals("onException") || !(entry.value() instanceof Node.Mapping section)) continue;
            var key = section.entries().stream()
                    .filter(e -> e.key().equals("continued"))
                    .filter(e -> !isFalse(e.value()))
                    .findFirst();
            if (key.isEmpty()) continue;
            var handler = story.subject().roots().stream()
                    .filter(root -> root.place().equals(entry.place()))
                    .findFirst();
            if (story.hasMoney())
                findings.add(
                        RuleId.MONEY_FAILURE_SWALLOWED,
                        key.get().place(),
                        handler.map(Element::step).orElse(null),
                        "With `continued` a message goes on behind the step that failed, as if its money had moved.",
                        "Write `handled` instead of `continued`, and keep the message in the handler's steps.");
            else if (handler.map(h -> outcomes.isForgotten(h.children("steps"))).orElse(true))
                findings.add(
                        RuleId.ERROR_SWALLOWED,
                        key.get().place(),
                        handler.map(Element::step).orElse(null),
                        "With `continued` a message goes on behind the step that failed, and nobody is told.",
                        "Write `handled` instead of `continued`, and answer or deliver in the handler's steps.");
        }
    }

    /** Steps that move money, and all steps of a route that reads about it. */
    private static List<Visit> atRisk(Story story, Element handler) {
        return story.touching().filter(v -> v.start() != handler).toList();
    }

    /** The strategy then merges the failure away. */
    private static void aggregated(Story story, Findings findings) {
        story.moving()
                .map(Visit::step)
                .filter(step ->
                        step.text("aggregateOnException").filter("true"::equals).isPresent())
                .forEach(step -> findings.add(
                        RuleId.MONEY_FAILURE_SWALLOWED,
                        step.values().get("aggregateOnException").scalar().place(),
                        step.step(),
                        "With `aggregateOnException` a message goes on although the call that moves money failed.",
                        "Remove `aggregateOnException`."));
    }

    static String failing(Visit visit, Story story) {
        var call = visit.calls().filter(story.money()::isMovedBy).findFirst();
        return call.map(c -> "the call of " + quote(Money.address(c)))
                .orElseGet(() -> "a step behind "
                        + visit.entry()
                                .findFirst()
                                .map(e -> quote(Money.address(e)))
                                .orElse("the entry"));
    }

    private static boolean isBroad(Element handler) {
        return handler.exceptions().stream().anyMatch(e -> BROAD.contains(e.text()));
    }

    static boolean isOn(Element element, String role) {
        return element.expressions().stream()
                .filter(e -> e.role().equals(role))
                .anyMatch(e -> !e.text().text().strip().equals("false"));
    }

    private static boolean isFalse(Node value) {
        if (value instanceof Node.Scalar scalar) return scalar.text().strip().equals("false");
        return value instanceof Node.Mapping mapping
                && mapping.entries().stream().anyMatch(e -> isFalse(e.value()));
    }
}

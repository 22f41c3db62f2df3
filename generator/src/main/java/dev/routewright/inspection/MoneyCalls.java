package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.Set;

/** Calls that move money are waited for: no tap, no queue, no one-way pattern, not after everything else is done. */
final class MoneyCalls implements StoryRule {
    @Override
    public void judge(Story story, Findings findings) {
        story.moving()
                .forEach(visit ->
                        visit.calls().filter(story.money()::isMovedBy).forEach(call -> judge(visit, call, findings)));
    }

    private static void judge(Visit visit, Endpoint call, Findings findings) {
        var step = visit.step();
        if (step.kind().equals("wireTap")) report(call, step, "", findings);
        for (var around : visit.around()) {
            var by = around.element();
            switch (around.part()) {
                case "tap" -> report(call, by, ": it lies behind a wire tap", findings);
                case "queue" -> report(call, by, ": it lies behind an in-memory queue", findings);
                case "onCompletion" -> report(call, by, ": it is made when the message is already done", findings);
                case "call" -> {
                    if (isOneWay(by)) report(call, by, ": the pattern is `InOnly`", findings);
                }
                default -> {}
            }
        }
        if (isOneWay(step)
                || visit.carried().inOnly() && !Set.of("wireTap", "enrich").contains(step.kind()))
            report(call, step, ": the pattern is `InOnly`", findings);
    }

    private static boolean isOneWay(Element step) {
        return step.text("pattern").filter("InOnly"::equals).isPresent();
    }

    private static void report(Endpoint call, Element at, String why, Findings findings) {
        findings.add(
                RuleId.MONEY_AT_RISK,
                at.endpoints().stream().findFirst().map(Endpoint::place).orElse(at.place()),
                at.step(),
                "The call to " + quote(Money.address(call)) + " moves money and nobody waits for its outcome" + why
                        + ".",
                RuleId.MONEY_AT_RISK.remedy());
    }
}

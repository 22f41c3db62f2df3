package dev.routewright.inspection;

import java.util.Set;

/** Forks on a route about money: no message may fall through, and no part may go on when another has failed. */
final class MoneyBranches implements StoryRule {
    private static final Set<String> PARTING = Set.of("split", "multicast", "recipientList");
    private static final Set<String> ANSWERING = Set.of("setBody", "transform", "throwException");

    @Override
    public void judge(Story story, Findings findings) {
        var outcomes = new Outcomes(story);
        for (var visit : story.visits()) {
            var step = visit.step();
            if (step.kind().equals("choice")
                    && isOpen(step, outcomes)
                    && decidesMoney(visit, story)
                    && !goesOn(step, story, outcomes))
                findings.add(
                        RuleId.MESSAGE_UNMATCHED,
                        step.place(),
                        step.step(),
                        "A message that fits no `when` is dropped: nothing of it is delivered, kept or answered.",
                        RuleId.MESSAGE_UNMATCHED.remedy());
            if (PARTING.contains(step.kind())
                    && step.text("stopOnException").filter("true"::equals).isEmpty()
                    && calls(step, story)
                    && story.isAboutMoney(visit))
                findings.add(
                        RuleId.PARTS_GO_ON,
                        step.place(),
                        step.step(),
                        "When one part of the `" + step.kind() + "` fails, the others go on, and money is at stake.",
                        RuleId.PARTS_GO_ON.remedy());
        }
    }

    private static boolean isOpen(Element choice, Outcomes outcomes) {
        return choice.children("otherwise").stream().allMatch(o -> outcomes.isForgotten(o.children("steps")));
    }

    /** A single condition around something extra is no decision about the message. */
    private static boolean decidesMoney(Visit visit, Story story) {
        var choice = visit.step();
        return story.moving().anyMatch(v -> v.isInside(choice))
                || choice.children("when").size() > 1 && story.isAboutMoney(visit)
                || visit.entry().anyMatch(story.money()::isMovedBy)
                        && story.visits().stream()
                                .anyMatch(v -> v.isInside(choice)
                                        && v.calls().findAny().isPresent());
    }

    /** Whether something still becomes of the message behind the choice. */
    private static boolean goesOn(Element choice, Story story, Outcomes outcomes) {
        return story.visits().stream()
                .filter(v -> v.carried().hasPassed(choice))
                .anyMatch(v -> ANSWERING.contains(v.step().kind())
                        || Outcomes.status(v.step()).isPresent()
                        || v.calls().anyMatch(outcomes::isKeptBy));
    }

    private static boolean calls(Element step, Story story) {
        return story.visits().stream()
                .filter(v -> v.step() == step || v.isInside(step))
                .flatMap(Visit::calls)
                .anyMatch(call -> !call.scheme().equals("log"));
    }
}

package dev.routewright.inspection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;

/** Forks on a route about money: no message may fall through, and no part may go on when another has failed. */
final class MoneyBranches implements StoryRule {
    private static final Set<String> PARTING = Set.of("split", "multicast", "recipientList");
    private static final Set<String> ANSWERING = Set.of("setBody", "transform", "throwException");

    @Override
    public void judge(Story story, Findings findings) {
        var outcomes = new Outcomes(story);
        var open = new HashMap<Element, Boolean>();
        var left = leftBehind(story, outcomes);
        for (var visit : story.visits()) {
            var step = visit.step();
            if (step.kind().equals("choice")
                    && open.computeIfAbsent(step, choice -> isOpen(choice, outcomes))
                    && decidesMoney(visit, story)
                    && !left.contains(step))
                findings.add(
                        RuleId.MESSAGE_UNMATCHED,
                        step.place(),
                        step.step(),
                        "A message that fits no `when` is dropped: nothing of it is delivered, kept or answered.",
                        RuleId.MESSAGE_UNMATCHED.remedy());
            if (PARTING.contains(step.kind())
                    && step.text("stopOnException").filter("true"::equals).isEmpty()
                    && story.delivers(step)
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
        return story.isAroundMoney(choice)
                || choice.children("when").size() > 1 && story.isAboutMoney(visit)
                || visit.entry().anyMatch(story.money()::isMovedBy) && story.isAroundCalls(choice);
    }

    /** Choices behind which something still becomes of the message. */
    private static Set<Element> leftBehind(Story story, Outcomes outcomes) {
        var left = new HashSet<Element>();
        for (var visit : story.visits())
            if (!visit.carried().passed().isEmpty() && goesOn(visit, outcomes))
                left.addAll(visit.carried().passed());
        return left;
    }

    private static boolean goesOn(Visit visit, Outcomes outcomes) {
        return ANSWERING.contains(visit.step().kind())
                || Outcomes.status(visit.step()).isPresent()
                || visit.calls().anyMatch(outcomes::isKeptBy);
    }
}

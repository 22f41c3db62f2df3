package dev.routewright.inspection;

import dev.routewright.knowledge.ComponentCatalog;
import java.util.List;

/**
 * Resilience, as warnings: the runtime keeps a failed message in the dead letters whatever the route says, but a route
 * that forgets a failure, drops a message or pays twice does so behind the runtime's back. The file is walked once, the
 * way its messages go, and each rule looks at the ways.
 */
final class ResilienceRules implements Rule {
    private final Policy.Content policy;
    private final List<StoryRule> rules;

    ResilienceRules(Policy.Content policy, ComponentCatalog catalog) {
        this.policy = policy;
        this.rules = List.of(
                new SwallowedErrors(),
                new Pretences(),
                new ErrorHandlers(),
                new Breakers(),
                new TimeLimits(),
                new MoneyCalls(),
                new Retries(catalog),
                new HttpCalls(catalog),
                new QueueLoss(),
                new ConsumerLoss(),
                new Duplicates(),
                new MoneyBranches(),
                new CallInputs());
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        var story = Story.of(subject, policy);
        if (story.isComplete()) for (var rule : rules) rule.judge(story, findings);
        else
            findings.add(
                    RuleId.TOO_COMPLEX,
                    null,
                    null,
                    "The ways a message can take through the routes of the file are too many to judge.",
                    "Split the integration into smaller ones, or call shared routes from fewer places.");
    }
}

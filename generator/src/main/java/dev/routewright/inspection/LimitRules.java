package dev.routewright.inspection;

/** Bounds that must be there, beside those of single values: whatever collects messages must let them go again. */
final class LimitRules implements Rule {
    @Override
    public void judge(Subject subject, Findings findings) {
        subject.elements("aggregate").forEach(aggregate -> {
            if (aggregate.has("completionTimeout") || aggregate.has("completionInterval")) return;
            findings.add(
                    RuleId.LIMIT_MISSING,
                    aggregate.place(),
                    aggregate.step(),
                    "The aggregate has no time after which it completes, so that messages could wait for ever.",
                    "Add `completionTimeout` in milliseconds.");
        });
    }
}

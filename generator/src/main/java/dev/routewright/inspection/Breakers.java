package dev.routewright.inspection;

/** Circuit breakers say what happens while they are open. What a fallback says about money is judged elsewhere. */
final class Breakers implements StoryRule {
    @Override
    public void judge(Story story, Findings findings) {
        story.subject()
                .elements("circuitBreaker")
                .filter(breaker -> breaker.children("onFallback").stream()
                        .allMatch(fallback -> fallback.children("steps").isEmpty()))
                .forEach(breaker -> findings.add(
                        RuleId.FALLBACK_MISSING,
                        breaker.place(),
                        breaker.step(),
                        breaker.children("onFallback").isEmpty()
                                ? "The circuit breaker has no fallback."
                                : "The fallback of the circuit breaker is empty, so that a failed call is forgotten.",
                        RuleId.FALLBACK_MISSING.remedy()));
    }
}

package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.Set;

/**
 * Resilience, as warnings: the runtime keeps a failed message in the dead letters whatever the route says, but a route
 * that catches a failure and forgets it tells nobody.
 */
final class ResilienceRules implements Rule {
    private static final Set<String> BROAD = Set.of("java.lang.Exception", "java.lang.Throwable");
    private static final Set<String> SILENT = Set.of("log", "setHeader", "setVariable", "setProperty", "stop");

    private final Policy.Content policy;

    ResilienceRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.elements("doCatch").forEach(caught -> {
            boolean broad = caught.exceptions().stream().anyMatch(e -> BROAD.contains(e.text()));
            boolean forgotten = caught.all().skip(1).allMatch(e -> SILENT.contains(e.kind()));
            if (broad && forgotten)
                findings.add(
                        RuleId.ERROR_SWALLOWED,
                        caught.place(),
                        caught.step(),
                        "The failure is caught and neither answered, delivered nor thrown again.",
                        RuleId.ERROR_SWALLOWED.remedy());
        });
        subject.elements("circuitBreaker")
                .filter(breaker -> breaker.children("onFallback").isEmpty())
                .forEach(breaker -> findings.add(
                        RuleId.FALLBACK_MISSING,
                        breaker.place(),
                        breaker.step(),
                        "The circuit breaker has no fallback.",
                        RuleId.FALLBACK_MISSING.remedy()));
        subject.elements("wireTap").forEach(tap -> tap.endpoints().stream()
                .filter(e -> Names.matchesAny(policy.moneyEndpoints(), address(e)))
                .forEach(e -> findings.add(
                        RuleId.MONEY_AT_RISK,
                        e.place(),
                        e.step(),
                        "The call to " + quote(address(e)) + " moves money and nobody waits for its outcome.",
                        RuleId.MONEY_AT_RISK.remedy())));
    }

    private static String address(Endpoint endpoint) {
        return EgressRules.isHttp(endpoint) ? endpoint.scheme() + "://" + endpoint.path() : endpoint.address();
    }
}

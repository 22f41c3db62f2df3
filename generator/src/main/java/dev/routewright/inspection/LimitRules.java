package dev.routewright.inspection;

import java.util.Set;

/**
 * Bounds that must be there, beside those of single values: whatever collects messages must let them go again, and
 * whatever tries again must give up.
 */
final class LimitRules implements Rule {
    private static final Set<String> LOAD_BALANCERS =
            Set.of("roundRobinLoadBalancer", "randomLoadBalancer", "weightedLoadBalancer", "failoverLoadBalancer");

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.elements("aggregate")
                .filter(e -> !e.has("completionTimeout") && !e.has("completionInterval"))
                .forEach(e -> missing(
                        RuleId.LIMIT_MISSING,
                        e,
                        "The aggregate has no time after which it completes, so that messages could wait for ever.",
                        "Add `completionTimeout` in milliseconds.",
                        findings));
        subject.elements("loadBalance").forEach(e -> {
            if (e.children().keySet().stream().filter(LOAD_BALANCERS::contains).count() != 1)
                missing(
                        RuleId.VALUE_MISSING,
                        e,
                        "The load balancer is not exactly one of its kinds.",
                        "Add one, such as `roundRobinLoadBalancer: {}`.",
                        findings);
            failover(e, findings);
        });
        subject.elements("doTry")
                .filter(e -> e.children("doCatch").isEmpty()
                        && e.children("doFinally").isEmpty())
                .forEach(e -> missing(
                        RuleId.VALUE_MISSING,
                        e,
                        "The doTry neither catches nor finishes anything.",
                        "Add `doCatch` or `doFinally`.",
                        findings));
        subject.elements("errorHandler")
                .filter(e -> e.children().size() > 1)
                .forEach(e -> missing(
                        RuleId.VALUE_MISSING,
                        e,
                        "The error handler is not exactly one of its kinds.",
                        "Write `deadLetterChannel` or `defaultErrorHandler`.",
                        findings));
    }

    /** Round and round without a number of attempts never ends while everybody is down. */
    private static void failover(Element balance, Findings findings) {
        balance.children("failoverLoadBalancer").stream()
                .filter(e ->
                        e.text("roundRobin").filter("true"::equals).isPresent() && !e.has("maximumFailoverAttempts"))
                .forEach(e -> missing(
                        RuleId.LIMIT_MISSING,
                        e,
                        "The load balancer tries in turn without a number of attempts.",
                        "Add `maximumFailoverAttempts`.",
                        findings));
    }

    private static void missing(RuleId rule, Element element, String problem, String remedy, Findings findings) {
        findings.add(rule, element.place(), element.step(), problem, remedy);
    }
}

package dev.routewright.inspection;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds that must be there, beside those of single values: whatever collects messages must let them go again, whatever
 * tries again must give up, and loops inside loops are one long loop.
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
        subject.roots().forEach(root -> loops(root, 1, findings));
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

    private static void loops(Element element, long outer, Findings findings) {
        long turns = outer;
        @Nullable
        Expression count = element.kind().equals("loop")
                ? element.expressions().stream().findFirst().orElse(null)
                : null;
        if (count != null && count.text().text().strip().matches("\\d{1,9}")) {
            turns = outer * Math.max(1, Long.parseLong(count.text().text().strip()));
            if (outer > 1 && turns > count.kind().most()) {
                findings.add(
                        RuleId.LIMIT_EXCEEDED,
                        count.text().place(),
                        element.step(),
                        "The loops around this and itself turn %d times together.".formatted(turns),
                        "Turn at most " + count.kind().most() + " times in all.");
                return;
            }
        }
        for (List<Element> children : element.children().values())
            for (Element child : children) loops(child, turns, findings);
    }

    private static void missing(RuleId rule, Element element, String problem, String remedy, Findings findings) {
        findings.add(rule, element.place(), element.step(), problem, remedy);
    }
}

package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.Set;
import java.util.stream.Stream;

/** Time limits that are switched off: a call that hangs then holds its thread, and with it the route. */
final class TimeLimits implements StoryRule {
    private static final Set<String> OF_CALLS = Set.of(
            "connectTimeout",
            "responseTimeout",
            "soTimeout",
            "socketTimeout",
            "connectionRequestTimeout",
            "callTimeout",
            "totalTimeout",
            "requestTimeout");
    private static final Set<String> OF_BREAKERS = Set.of("resilience4jConfiguration", "faultToleranceConfiguration");

    @Override
    public void judge(Story story, Findings findings) {
        story.subject().endpoints().filter(e -> !e.consumes()).forEach(call -> call.options()
                .forEach((name, value) -> {
                    boolean limits = OF_CALLS.contains(name)
                            || name.equals("timeout") && call.scheme().equals("seda");
                    if (limits && isOff(value.text())) off(name, value, call.step(), findings);
                }));
        story.subject()
                .elements("pollEnrich")
                .flatMap(e -> e.values().values().stream()
                        .filter(v -> v.name().equals("timeout") && v.text().startsWith("-")))
                .forEach(v -> off(v.name(), v.scalar(), null, findings));
        story.subject().elements("circuitBreaker").forEach(breaker -> OF_BREAKERS.stream()
                .flatMap(part -> breaker.children(part).stream())
                .forEach(settings -> breaker(breaker, settings, story, findings)));
    }

    private static void breaker(Element breaker, Element settings, Story story, Findings findings) {
        settings.values().values().stream()
                .filter(v -> v.name().equals("timeoutDuration") && isOff(v.text()))
                .forEach(v -> off(v.name(), v.scalar(), breaker.step(), findings));
        boolean unlimited =
                settings.text("timeoutEnabled").filter("false"::equals).isPresent();
        if (!unlimited) return;
        calls(breaker, story)
                .filter(EgressRules::isHttp)
                .filter(call -> call.option("responseTimeout").isEmpty()
                        && call.option("soTimeout").isEmpty())
                .findFirst()
                .ifPresent(call -> findings.add(
                        RuleId.TIME_LIMIT_OFF,
                        settings.values().get("timeoutEnabled").scalar().place(),
                        breaker.step(),
                        "The breaker's time limit is off and the call of " + quote(Money.address(call))
                                + " has none of its own.",
                        "Remove `timeoutEnabled`, or give the call a `responseTimeout`."));
    }

    private static Stream<Endpoint> calls(Element breaker, Story story) {
        return story.failingInto(breaker).flatMap(Visit::calls);
    }

    private static boolean isOff(String text) {
        Long millis = ValueRules.millis(text);
        return millis != null && millis <= 0;
    }

    private static void off(
            String name, Node.Scalar value, @org.jspecify.annotations.Nullable String step, Findings findings) {
        findings.add(
                RuleId.TIME_LIMIT_OFF,
                value.place(),
                step,
                "With " + quote(name + ": " + value.text()) + " the call may wait for ever.",
                RuleId.TIME_LIMIT_OFF.remedy());
    }
}

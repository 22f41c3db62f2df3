package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is done instead of a money call that failed must not look as if the money had moved. */
final class Pretences implements StoryRule {
    private static final Set<String> INSTEAD = Set.of("doCatch", "onFallback");
    private static final Pattern DONE = Pattern.compile(
            "(?i).*\\b(paid|captured|charged|settled|success|succeeded|successful|approved|confirmed|completed|ok)\\b.*",
            Pattern.DOTALL);
    private static final Pattern NOT_DONE =
            Pattern.compile("(?i).*(false|\\bnot?\\b|fail|pend|later|queue|retry|unknown|error).*", Pattern.DOTALL);
    /** Topics that take the money back are a remedy and no pretence. */
    private static final Pattern UNDOING = Pattern.compile("(?i).*(refund|cancel|void|revers|compensat|declin).*");

    @Override
    public void judge(Story story, Findings findings) {
        var outcomes = new Outcomes(story);
        var guards = story.subject()
                .elements()
                .filter(e -> e.kind().equals("doTry") || e.kind().equals("circuitBreaker"))
                .filter(guard -> atRisk(guard, story).findAny().isPresent())
                .toList();
        guards.forEach(guard -> fallback(guard, story, outcomes, findings));
        var handlers = story.subject()
                .elements("onException")
                .filter(handler -> SwallowedErrors.isOn(handler, "handled"))
                .filter(handler -> story.moving().anyMatch(v -> v.start() != handler))
                .toList();
        for (var visit : story.visits()) {
            var failed = guards.stream()
                    .filter(guard -> visit.carried().hasPassed(guard))
                    .toList();
            boolean instead = guards.stream().anyMatch(guard -> isInstead(visit, guard))
                    || handlers.stream().anyMatch(handler -> visit.start() == handler);
            if (!failed.isEmpty() || instead) announced(visit, story, findings);
            if (instead && claims(visit.step()) || overrules(visit.step(), failed, outcomes))
                report(
                        visit.step(),
                        visit.step().place(),
                        "Success is reported also when the call that moves money has failed.",
                        findings);
        }
    }

    private static Stream<Visit> atRisk(Element guard, Story story) {
        return story.moving().filter(v -> v.failsInto(guard, "steps"));
    }

    private static void fallback(Element breaker, Story story, Outcomes outcomes, Findings findings) {
        boolean caller = SwallowedErrors.haveCaller(atRisk(breaker, story).toList());
        for (var fallback : breaker.children("onFallback"))
            if (!outcomes.isKept(fallback.children("steps"), caller))
                report(
                        fallback,
                        fallback.place(),
                        "When "
                                + SwallowedErrors.failing(
                                        atRisk(breaker, story).findFirst().orElseThrow(), story)
                                + " fails, the fallback goes on as if it had not: it neither keeps the message nor tells"
                                + " a caller that it failed.",
                        findings);
    }

    private static void announced(Visit visit, Story story, Findings findings) {
        visit.calls()
                .filter(call -> call.scheme().equals("kafka") && story.money().isMovedBy(call))
                .filter(call -> !UNDOING.matcher(call.path()).matches())
                .forEach(call -> report(
                        visit.step(),
                        call.place(),
                        "A message comes to " + quote(Money.address(call))
                                + " also when the call that moves money has failed.",
                        findings));
    }

    private static boolean isInstead(Visit visit, Element guard) {
        return visit.around().stream().anyMatch(a -> a.element() == guard && INSTEAD.contains(a.part()));
    }

    /** Says in so many words that it went well. 202 does not: it promises to go on. */
    private static boolean claims(Element step) {
        if (Outcomes.status(step).filter(s -> s < 400 && s != 202).isPresent()) return true;
        return Set.of("setBody", "transform").contains(step.kind())
                && step.expressions().stream()
                        .map(e -> e.text().text())
                        .anyMatch(text -> DONE.matcher(text).matches()
                                && !NOT_DONE.matcher(text).matches());
    }

    /** The only word of a handler was a status, and this step writes another over it. */
    private static boolean overrules(Element step, List<Element> failed, Outcomes outcomes) {
        return Outcomes.status(step).filter(s -> s < 400).isPresent()
                && failed.stream()
                        .flatMap(guard -> INSTEAD.stream().flatMap(part -> guard.children(part).stream()))
                        .map(handler -> handler.children("steps"))
                        .anyMatch(steps -> outcomes.isKept(steps, true) && !outcomes.isKept(steps, false));
    }

    private static void report(Element at, Place place, String problem, Findings findings) {
        findings.add(RuleId.FALLBACK_PRETENDS, place, at.step(), problem, RuleId.FALLBACK_PRETENDS.remedy());
    }
}

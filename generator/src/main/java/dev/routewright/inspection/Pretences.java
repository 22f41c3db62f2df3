package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
        var guards = new HashSet<Element>();
        story.subject()
                .elements()
                .filter(e -> e.kind().equals("doTry") || e.kind().equals("circuitBreaker"))
                .forEach(guard -> {
                    var money = story.moneyFailingInto(guard);
                    if (money.isEmpty()) return;
                    guards.add(guard);
                    fallback(guard, money, story, outcomes, findings);
                });
        var handlers = new HashSet<Element>();
        story.subject()
                .elements("onException")
                .filter(handler -> SwallowedErrors.isOn(handler, "handled"))
                .filter(handler -> story.moving().anyMatch(v -> v.start() != handler))
                .forEach(handlers::add);
        var telling = new HashSet<Element>();
        guards.stream().filter(guard -> tellsByStatus(guard, outcomes)).forEach(telling::add);
        var claiming = new HashMap<Element, Boolean>();
        for (var visit : story.visits()) {
            var failed =
                    visit.carried().passed().stream().filter(guards::contains).toList();
            boolean instead = handlers.contains(visit.start())
                    || visit.around().stream()
                            .anyMatch(a -> INSTEAD.contains(a.part()) && guards.contains(a.element()));
            if (!failed.isEmpty() || instead) announced(visit, story, findings);
            if (instead && claiming.computeIfAbsent(visit.step(), Pretences::claims)
                    || failed.stream().anyMatch(telling::contains) && isSuccess(visit.step()))
                report(
                        visit.step(),
                        visit.step().place(),
                        "Success is reported also when the call that moves money has failed.",
                        findings);
        }
    }

    private static void fallback(
            Element breaker, List<Visit> money, Story story, Outcomes outcomes, Findings findings) {
        boolean caller = story.haveCaller(money);
        for (var fallback : breaker.children("onFallback"))
            if (!outcomes.isKept(fallback.children("steps"), caller))
                report(
                        fallback,
                        fallback.place(),
                        "When "
                                + SwallowedErrors.failing(money.get(0), story)
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

    /** Says in so many words that it went well. 202 does not: it promises to go on. */
    private static boolean claims(Element step) {
        if (Outcomes.status(step).filter(s -> s < 400 && s != 202).isPresent()) return true;
        return Set.of("setBody", "transform").contains(step.kind())
                && step.expressions().stream()
                        .map(e -> e.text().text())
                        .anyMatch(text -> DONE.matcher(text).matches()
                                && !NOT_DONE.matcher(text).matches());
    }

    /** The only word of a handler is a status; another status written behind it would be the answer. */
    private static boolean tellsByStatus(Element guard, Outcomes outcomes) {
        return INSTEAD.stream()
                .flatMap(part -> guard.children(part).stream())
                .map(handler -> handler.children("steps"))
                .anyMatch(outcomes::isToldByStatusOnly);
    }

    private static boolean isSuccess(Element step) {
        return Outcomes.status(step).filter(s -> s < 400).isPresent();
    }

    private static void report(Element at, Place place, String problem, Findings findings) {
        findings.add(RuleId.FALLBACK_PRETENDS, place, at.step(), problem, RuleId.FALLBACK_PRETENDS.remedy());
    }
}

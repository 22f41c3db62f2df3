package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.knowledge.ComponentCatalog;
import java.util.Set;

/** HTTP calls that do something else than they seem to: failures taken for success, bodies and options not sent. */
final class HttpCalls implements StoryRule {
    private static final Set<String> WITHOUT_BODY = Set.of("timer", "scheduler", "quartz", "cron");
    private static final Set<String> SENDING = Set.of("to", "wireTap");

    private final ComponentCatalog catalog;

    HttpCalls(ComponentCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void judge(Story story, Findings findings) {
        story.subject().endpoints().filter(EgressRules::isHttp).forEach(call -> failedAnswer(call, findings));
        story.subject().elements("enrich").forEach(enrich -> enrich.endpoints().stream()
                .filter(EgressRules::isHttp)
                .forEach(call -> options(enrich, call, findings)));
        for (var visit : story.visits())
            visit.calls()
                    .filter(EgressRules::isHttp)
                    .filter(call -> SENDING.contains(visit.step().kind()) && losesBody(visit, call, story))
                    .forEach(call -> findings.add(
                            RuleId.BODY_NOT_SENT,
                            call.place(),
                            visit.step().step(),
                            "The address " + quote(Money.address(call))
                                    + " has a query string and the route no method, so that Camel sends GET and drops"
                                    + " the body.",
                            RuleId.BODY_NOT_SENT.remedy()));
    }

    static boolean hasQuery(Endpoint call, ComponentCatalog catalog) {
        return call.options().keySet().stream()
                .anyMatch(name -> catalog.anyCase(call.scheme(), name).isEmpty());
    }

    private static void failedAnswer(Endpoint call, Findings findings) {
        boolean ignored =
                call.option("throwExceptionOnFailure").filter("false"::equals).isPresent();
        boolean widened = call.option("okStatusCodeRange")
                .filter(range -> range.matches(".*[45]\\d\\d.*"))
                .isPresent();
        if (ignored || widened)
            findings.add(
                    RuleId.FAILED_ANSWER_TAKEN,
                    call.place(),
                    call.step(),
                    "A failed answer of " + quote(Money.address(call)) + " is taken for success.",
                    RuleId.FAILED_ANSWER_TAKEN.remedy());
    }

    private void options(Element enrich, Endpoint call, Findings findings) {
        call.options().keySet().stream()
                .filter(name -> catalog.anyCase(call.scheme(), name).isPresent())
                .forEach(name -> findings.add(
                        RuleId.OPTION_NOT_APPLIED,
                        call.place(),
                        enrich.step(),
                        "In `enrich` Camel sends " + quote(name) + " to the server as a query parameter instead of"
                                + " applying it.",
                        RuleId.OPTION_NOT_APPLIED.remedy()));
    }

    /** Whether there may be a body to lose; a route that only looks something up says so by its method. */
    private boolean losesBody(Visit visit, Endpoint call, Story story) {
        if (!hasQuery(call, catalog)
                || call.option("httpMethod").isPresent()
                || visit.carried().header("CamelHttpMethod").isPresent()) return false;
        return story.money().isMovedBy(call) || visit.carried().body() || bringsBody(visit);
    }

    /** Only clocks and plain GET requests bring none. */
    private static boolean bringsBody(Visit visit) {
        return visit.entry()
                .noneMatch(e -> WITHOUT_BODY.contains(e.scheme())
                        || e.option("httpMethodRestrict").filter("GET"::equals).isPresent());
    }
}

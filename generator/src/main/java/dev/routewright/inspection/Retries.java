package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.knowledge.ComponentCatalog;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Money calls that are made again after a failure: without an idempotency key, a call whose answer was lost pays twice.
 * The runtime itself repeats an operation that is not safe only when no connection came about, so that only retries the
 * route asks for count.
 */
final class Retries implements StoryRule {
    private static final String KEY = "Idempotency-Key";
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    /** Nothing was sent, or the message never came to be sent. */
    private static final Set<String> BEFORE = Set.of(
            "java.net.ConnectException",
            "java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException",
            "org.apache.camel.ValidationException",
            "com.fasterxml.jackson.core.JsonProcessingException");

    private final ComponentCatalog catalog;

    Retries(ComponentCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void judge(Story story, Findings findings) {
        story.moving()
                .forEach(visit -> visit.calls().filter(story.money()::isMovedBy).forEach(call -> {
                    if (call.scheme().equals("kamelet")) operation(visit, call, story, findings);
                    else if (EgressRules.isHttp(call) && isPost(visit, call)) http(visit, call, story, findings);
                }));
    }

    private static void operation(Visit visit, Endpoint call, Story story, Findings findings) {
        boolean asked = call.option("retries").filter(n -> !n.equals("0")).isPresent() || again(visit, call);
        if (asked && !takesKey(call, story.subject().services()))
            report(
                    visit,
                    call,
                    "The call to %s moves money, and the route may make it twice.",
                    "Do not ask for retries, or let the service's document take the header `Idempotency-Key`: the"
                            + " runtime then sends one, the same for each attempt.",
                    findings);
    }

    /** Then the runtime sends one, the same for each attempt. */
    private static boolean takesKey(Endpoint call, List<Service> services) {
        return KameletRules.operation(call, services)
                .filter(o -> o.idempotent()
                        || o.inputs().stream()
                                .anyMatch(i -> i.in() == In.HEADER && i.name().equalsIgnoreCase(KEY)))
                .isPresent();
    }

    private static void http(Visit visit, Endpoint call, Story story, Findings findings) {
        if (!isRedelivered(visit, story) && !again(visit, call)) return;
        var key = visit.carried().header(KEY);
        if (key.isEmpty())
            report(
                    visit,
                    call,
                    "The call to %s moves money and is repeated without an `Idempotency-Key`.",
                    RuleId.MONEY_REPEATED.remedy(),
                    findings);
        else if (key.get().isFixed())
            report(
                    visit,
                    call,
                    "The call to %s moves money and is repeated with one `Idempotency-Key` for all messages.",
                    RuleId.MONEY_REPEATED.remedy(),
                    findings);
    }

    /** By hand: what failed in a try is tried again by a loop around it, or by what is done instead. */
    private static boolean again(Visit visit, Endpoint call) {
        boolean looped = false;
        for (var around : visit.around()) {
            var element = around.element();
            looped |= element.kind().equals("loop");
            if (looped && element.kind().equals("doTry") && around.part().equals("steps")) return true;
            boolean instead = around.part().equals("doCatch") || around.part().equals("onFallback");
            if (instead
                    && element.children("steps").stream()
                            .flatMap(Element::all)
                            .flatMap(e -> e.endpoints().stream())
                            .anyMatch(e -> e.address().equals(call.address()))) return true;
        }
        return false;
    }

    private boolean isPost(Visit visit, Endpoint call) {
        return method(visit, call, catalog).filter(REPEATABLE::contains).isEmpty();
    }

    /** The HTTP method as far as the route tells it; Camel sends GET when there is a query string and no method. */
    static java.util.Optional<String> method(Visit visit, Endpoint call, ComponentCatalog catalog) {
        return call.option("httpMethod")
                .or(() -> visit.carried().header("CamelHttpMethod").map(Carried.Filled::text))
                .or(() ->
                        HttpCalls.hasQuery(call, catalog) ? java.util.Optional.of("GET") : java.util.Optional.empty());
    }

    private static boolean isRedelivered(Visit visit, Story story) {
        // Inside a try Camel asks no error handler.
        boolean tried = visit.within(
                        a -> a.element().kind().equals("doTry") && a.part().equals("steps"))
                .findAny()
                .isPresent();
        return !tried && (sections(story).anyMatch(s -> s != visit.start() && redelivers(s)) || byHandler(visit, story))
                || visit.around().stream().anyMatch(a -> isFailover(a.element()))
                || visit.entry().anyMatch(e -> e.option("breakOnFirstError")
                        .filter("true"::equals)
                        .isPresent());
    }

    private static Stream<Element> sections(Story story) {
        return story.subject().roots().stream()
                .filter(root -> root.kind().equals("onException"))
                .filter(root -> root.exceptions().stream().anyMatch(e -> !BEFORE.contains(e.text())));
    }

    /** The handler of the route the call stands in, or else that of the file. */
    private static boolean byHandler(Visit visit, Story story) {
        var own = visit.around().stream()
                .filter(a -> a.part().equals("from"))
                .map(Visit.Around::element)
                .reduce((outer, inner) -> inner)
                .map(route -> route.children("errorHandler"))
                .orElse(List.of());
        var handlers = own.isEmpty()
                ? story.subject().roots().stream().filter(r -> r.kind().equals("errorHandler"))
                : own.stream();
        return handlers.flatMap(Element::all).anyMatch(Retries::redelivers);
    }

    private static boolean redelivers(Element element) {
        return element.has("retryWhile")
                || element.children("redeliveryPolicy").stream()
                        .filter(p -> p.text("disableRedelivery")
                                .filter("true"::equals)
                                .isEmpty())
                        .anyMatch(p -> p.text("maximumRedeliveries")
                                .filter(n -> !n.equals("0"))
                                .isPresent());
    }

    private static boolean isFailover(Element element) {
        return element.children("failoverLoadBalancer").stream()
                .anyMatch(f ->
                        f.text("maximumFailoverAttempts").filter("0"::equals).isEmpty());
    }

    private static void report(Visit visit, Endpoint call, String problem, String remedy, Findings findings) {
        findings.add(
                RuleId.MONEY_REPEATED,
                call.place(),
                visit.step().step(),
                problem.formatted(quote(Money.address(call))),
                remedy);
    }
}

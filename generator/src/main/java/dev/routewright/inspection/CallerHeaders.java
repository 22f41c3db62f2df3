package dev.routewright.inspection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the policy names components that must not see a caller's headers, a route that begins at the ingress removes
 * them before anything can be sent, and nothing brings them back. What it hands on by {@code direct:} or {@code seda:}
 * counts as part of it, and so do its error handlers, which may take the message as it came.
 */
final class CallerHeaders implements Rule {
    /** Steps that neither send nor fail while they are written in languages that cannot fail. */
    private static final Set<String> QUIET = Set.of(
            "log",
            "setBody",
            "setHeader",
            "setHeaders",
            "setVariable",
            "setVariables",
            "setProperty",
            "removeHeader",
            "removeHeaders",
            "removeVariable",
            "removeProperty");

    private static final Set<String> SURE = Set.of("constant", "header", "variable", "exchangeProperty", "simple");

    private final Policy.Content policy;

    CallerHeaders(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        if (policy.entries().stripBefore().isEmpty()) return;
        var graph = RouteGraph.of(subject);
        graph.routes().stream()
                .filter(route -> route.entry().scheme().equals("platform-http"))
                .forEach(route -> {
                    route(graph, route, new HashSet<>(), findings);
                    originals(graph, route, findings);
                });
    }

    /** Follows the caller's headers until a route removes them. */
    private void route(RouteGraph graph, RouteGraph.Route route, Set<RouteGraph.Route> seen, Findings findings) {
        if (!seen.add(route) || strips(route.from())) return;
        var sent = Stream.concat(
                        route.sends(),
                        graph.handlersOf(route).filter(e -> !strips(e)).flatMap(RouteGraph::sends))
                .toList();
        if (sent.stream().anyMatch(this::isOutside))
            refuse(route.from(), "The caller's headers would travel on to another system.", findings);
        sent.stream().flatMap(graph::listeningAt).forEach(next -> route(graph, next, seen, findings));
    }

    /** Handlers that take the original message take the headers it came with, which a route has long removed. */
    private void originals(RouteGraph graph, RouteGraph.Route route, Findings findings) {
        graph.flowFrom(List.of(route)).stream()
                .flatMap(graph::handlersOf)
                .distinct()
                .filter(handler -> handler.all().anyMatch(CallerHeaders::takesOriginal) && !strips(handler))
                .filter(handler -> RouteGraph.sends(handler).anyMatch(sent -> reaches(graph, sent)))
                .forEach(handler -> refuse(
                        handler, "The original message would carry the caller's headers to another system.", findings));
    }

    private boolean reaches(RouteGraph graph, Endpoint sent) {
        return isOutside(sent)
                || graph.listeningAt(sent)
                        .filter(route -> !strips(route.from()))
                        .anyMatch(route -> route.sends().anyMatch(this::isOutside));
    }

    private static boolean takesOriginal(Element element) {
        return element.text("useOriginalMessage").filter("true"::equals).isPresent();
    }

    private boolean isOutside(Endpoint endpoint) {
        return policy.entries().stripBefore().contains(endpoint.scheme());
    }

    private boolean strips(Element element) {
        for (Element step : element.children("steps")) {
            if (removesAll(step)) return true;
            if (!isQuiet(step)) return false;
        }
        return false;
    }

    private static boolean isQuiet(Element step) {
        return QUIET.contains(step.kind())
                && step.all().flatMap(e -> e.expressions().stream()).allMatch(e -> SURE.contains(e.language()));
    }

    private boolean removesAll(Element step) {
        return step.kind().equals("removeHeaders")
                && step.text("pattern")
                        .filter(p -> p.equals("*") || p.equals(".*"))
                        .isPresent()
                && step.text("excludePattern").stream()
                        .flatMap(names -> Stream.of(names.split("\\|", -1)))
                        .allMatch(name -> HeaderRules.isBusiness(policy, name));
    }

    private static void refuse(Element element, String problem, Findings findings) {
        findings.add(
                RuleId.CALLER_HEADERS_KEPT,
                element.place(),
                element.step(),
                problem,
                RuleId.CALLER_HEADERS_KEPT.remedy());
    }
}

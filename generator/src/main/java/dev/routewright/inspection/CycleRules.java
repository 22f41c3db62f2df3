package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Circles: a message must not come back to an endpoint of the file that it has passed, whether it was sent there, failed
 * there or was written there as a file.
 */
final class CycleRules implements Rule {
    private static final Set<String> INSIDE = Set.of("direct", "seda");

    @Override
    public void judge(Subject subject, Findings findings) {
        var graph = RouteGraph.of(subject);
        var next = new HashMap<RouteGraph.Route, List<RouteGraph.Route>>();
        var main = main(graph);
        for (var route : graph.routes())
            next.put(
                    route,
                    Stream.concat(route.sends(), failures(graph, route, main))
                            .flatMap(graph::listeningAt)
                            .distinct()
                            .toList());
        graph.routes().stream()
                .filter(route -> comesBack(route, route, next, new HashSet<>()))
                .forEach(route -> findings.add(
                        RuleId.CYCLE,
                        route.entry().place(),
                        route.entry().step(),
                        "A message sent to " + quote(route.entry().address()) + " comes back to it.",
                        RuleId.CYCLE.remedy()));
        unconnected(subject, findings);
    }

    /**
     * Where a message goes when the route fails or ends. A route that only ever runs as part of such handling is not
     * handled once more by the same means: Camel breaks that circle itself, unless a queue lies between.
     */
    private static Stream<Endpoint> failures(RouteGraph graph, RouteGraph.Route route, Set<RouteGraph.Route> main) {
        boolean handling = route.entry().scheme().equals("direct") && !main.contains(route);
        return handling ? Stream.empty() : graph.handlersOf(route).flatMap(RouteGraph::sends);
    }

    /** Routes that run without anything having failed. */
    private static Set<RouteGraph.Route> main(RouteGraph graph) {
        var called = new HashSet<RouteGraph.Route>();
        graph.routes().stream()
                .flatMap(RouteGraph.Route::sends)
                .flatMap(graph::listeningAt)
                .forEach(called::add);
        graph.routes().stream()
                .flatMap(graph::handlersOf)
                .flatMap(RouteGraph::sends)
                .flatMap(graph::listeningAt)
                .forEach(called::add);
        var starts = new ArrayList<>(graph.routes());
        starts.removeIf(route -> INSIDE.contains(route.entry().scheme()) && called.contains(route));
        return graph.flowFrom(starts.isEmpty() ? graph.routes() : starts);
    }

    private static boolean comesBack(
            RouteGraph.Route start,
            RouteGraph.Route here,
            Map<RouteGraph.Route, List<RouteGraph.Route>> next,
            Set<RouteGraph.Route> seen) {
        for (var there : next.getOrDefault(here, List.of())) {
            if (there == start) return true;
            if (seen.add(there) && comesBack(start, there, next, seen)) return true;
        }
        return false;
    }

    private static void unconnected(Subject subject, Findings findings) {
        subject.endpoints()
                .filter(e -> !e.consumes() && INSIDE.contains(e.scheme()) && !subject.isHeard(e.address()))
                .forEach(e -> findings.add(
                        RuleId.ENDPOINT_UNCONNECTED,
                        e.place(),
                        e.step(),
                        "No route of this file listens at " + quote(e.address()) + ".",
                        "Add a route that begins with `" + e.address() + "`."));
    }
}

package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How often one message makes the routes of a file run: loops inside loops are one long loop, also when the inner one
 * stands in a route the outer one sends to, and twenty routes that each send to the next one ten times are a bomb
 * although none of them turns at all.
 */
final class Repetitions implements Rule {
    private static final long MOST_RUNS = 1_000;
    private static final long MANY = Integer.MAX_VALUE;
    /** Of their parts a message takes one. */
    private static final Set<String> EXCLUSIVE = Set.of("choice", "loadBalance");

    @Override
    public void judge(Subject subject, Findings findings) {
        var file = new File(RouteGraph.of(subject));
        Map<Element, Long> entered = new java.util.IdentityHashMap<>();
        for (var route : file.graph.routes()) {
            entered.put(route.from(), file.turns(route, new HashSet<>()));
            long runs = file.runs(route, new HashSet<>());
            if (runs > MOST_RUNS)
                findings.add(
                        RuleId.LIMIT_EXCEEDED,
                        route.entry().place(),
                        route.entry().step(),
                        "One message would make the route at %s run more than %d times."
                                .formatted(quote(route.entry().address()), MOST_RUNS),
                        "Send to it fewer times, or once for many parts together.");
        }
        subject.roots().forEach(root -> loops(root, 1, entered, findings));
    }

    private static void loops(Element element, long outer, Map<Element, Long> entered, Findings findings) {
        long before = Math.max(outer, entered.getOrDefault(element, 1L));
        long turns = product(before, turns(element));
        if (before > 1 && turns > before && turns > most(element)) {
            findings.add(
                    RuleId.LIMIT_EXCEEDED,
                    element.expressions().get(0).text().place(),
                    element.step(),
                    "The loops around this and itself turn %d times together.".formatted(turns),
                    "Turn at most " + most(element) + " times in all.");
            return;
        }
        for (List<Element> children : element.children().values())
            for (Element child : children) loops(child, turns, entered, findings);
    }

    private static long turns(Element element) {
        String count =
                counted(element) == null ? "" : counted(element).text().text().strip();
        return count.matches("\\d{1,9}") ? Math.max(1, Long.parseLong(count)) : 1;
    }

    private static long most(Element element) {
        return counted(element) == null ? MANY : counted(element).kind().most();
    }

    private static @Nullable Expression counted(Element element) {
        boolean counts = element.kind().equals("loop") && !element.expressions().isEmpty();
        return counts ? element.expressions().get(0) : null;
    }

    private static long product(long one, long other) {
        return Math.min(MANY, one * other);
    }

    /** What each route is sent by the others, counted once. */
    private static final class File {
        private final RouteGraph graph;
        private final Map<RouteGraph.Route, Map<RouteGraph.Route, Long>> sent = new HashMap<>();
        private final Map<RouteGraph.Route, Map<RouteGraph.Route, Long>> looped = new HashMap<>();
        private final Map<RouteGraph.Route, Long> runs = new HashMap<>();
        private final Map<RouteGraph.Route, Long> turns = new HashMap<>();

        File(RouteGraph graph) {
            this.graph = graph;
            for (var route : graph.routes()) {
                sent.put(route, calls(route.from(), Long::sum));
                looped.put(route, calls(route.from(), Math::max));
            }
        }

        private Map<RouteGraph.Route, Long> calls(Element element, BinaryOperator<Long> together) {
            var calls = new HashMap<RouteGraph.Route, Long>();
            element.endpoints().stream()
                    .filter(endpoint -> !endpoint.consumes())
                    .flatMap(graph::listeningAt)
                    .forEach(route -> calls.merge(route, 1L, together));
            BinaryOperator<Long> parts = EXCLUSIVE.contains(element.kind()) ? Math::max : together;
            for (List<Element> children : element.children().values())
                for (Element child : children)
                    calls(child, together).forEach((route, count) -> calls.merge(route, count, parts));
            calls.replaceAll((route, count) -> product(count, Repetitions.turns(element)));
            return calls;
        }

        /** @param open routes that are being counted; circles are refused by another rule */
        long runs(RouteGraph.Route route, Set<RouteGraph.Route> open) {
            if (runs.containsKey(route)) return runs.get(route);
            if (!open.add(route)) return 0;
            long sum = 0;
            for (var caller : sent.entrySet()) {
                Long count = caller.getValue().get(route);
                if (count != null) sum = Math.min(MANY, sum + product(count, runs(caller.getKey(), open)));
            }
            open.remove(route);
            runs.put(route, Math.max(1, sum));
            return runs.get(route);
        }

        long turns(RouteGraph.Route route, Set<RouteGraph.Route> open) {
            if (turns.containsKey(route)) return turns.get(route);
            if (!open.add(route)) return 0;
            long most = 1;
            for (var caller : looped.entrySet()) {
                Long count = caller.getValue().get(route);
                if (count != null) most = Math.max(most, product(count, turns(caller.getKey(), open)));
            }
            open.remove(route);
            turns.put(route, most);
            return most;
        }
    }
}

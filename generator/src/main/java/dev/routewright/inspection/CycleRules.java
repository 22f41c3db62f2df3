package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Circles: a message must not come back to an endpoint of the file that it has passed. */
final class CycleRules implements Rule {
    private static final Set<String> INSIDE = Set.of("direct", "seda");

    @Override
    public void judge(Subject subject, Findings findings) {
        Map<String, Set<String>> next = new HashMap<>();
        subject.elements("from").forEach(from -> from.endpoints().stream()
                .filter(Endpoint::consumes)
                .forEach(entry -> from.all()
                        .flatMap(e -> e.endpoints().stream())
                        .filter(e -> !e.consumes())
                        .forEach(e -> next.computeIfAbsent(entry.address(), a -> new TreeSet<>())
                                .add(e.address()))));
        subject.elements("from").forEach(from -> from.endpoints().stream()
                .filter(Endpoint::consumes)
                .filter(entry -> comesBack(entry.address(), entry.address(), next, new HashSet<>()))
                .forEach(entry -> findings.add(
                        RuleId.CYCLE,
                        entry.place(),
                        entry.step(),
                        "A message sent to " + quote(entry.address()) + " comes back to it.",
                        RuleId.CYCLE.remedy())));
        unconnected(subject, next.keySet(), findings);
    }

    private static boolean comesBack(String start, String here, Map<String, Set<String>> next, Set<String> seen) {
        for (String there : next.getOrDefault(here, Set.of())) {
            if (there.equals(start)) return true;
            if (seen.add(there) && comesBack(start, there, next, seen)) return true;
        }
        return false;
    }

    private static void unconnected(Subject subject, Set<String> senders, Findings findings) {
        Set<String> entries = new HashSet<>(senders);
        subject.endpoints().filter(Endpoint::consumes).forEach(e -> entries.add(e.address()));
        subject.endpoints()
                .filter(e -> !e.consumes() && INSIDE.contains(e.scheme()) && !entries.contains(e.address()))
                .forEach(e -> findings.add(
                        RuleId.ENDPOINT_UNCONNECTED,
                        e.place(),
                        e.step(),
                        "No route of this file listens at " + quote(e.address()) + ".",
                        "Add a route that begins with `" + e.address() + "`."));
    }
}

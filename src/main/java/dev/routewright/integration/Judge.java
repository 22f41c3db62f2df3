package dev.routewright.integration;

import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.util.List;

/** Inspection, as the way needs it: what is wrong with a route and what it would touch. Touches nothing itself. */
@FunctionalInterface
public interface Judge {
    Judgement judge(String yaml, List<Service> services);

    record Judgement(List<Finding> findings, Grant grant) {
        public Judgement {
            findings = List.copyOf(findings);
        }

        public boolean accepted() {
            return findings.stream().noneMatch(Finding::isError);
        }
    }
}

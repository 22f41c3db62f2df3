package dev.routewright.inspection;

import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import java.util.List;

/**
 * What inspection says about a route file.
 *
 * @param findings in the order of the file
 * @param grant what the route touches; {@link Grant#NOTHING} unless the route is accepted, so that nobody approves the
 *     grant of a route that may not run
 */
public record Inspection(List<Finding> findings, Grant grant) {
    public Inspection {
        findings = List.copyOf(findings);
    }

    public boolean accepted() {
        return findings.stream().noneMatch(Finding::isError);
    }
}

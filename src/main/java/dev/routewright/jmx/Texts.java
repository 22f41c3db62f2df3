package dev.routewright.jmx;

import dev.routewright.route.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Lines for people, of what other doors give as JSON. */
final class Texts {
    private Texts() {}

    static String findings(List<Finding> findings) {
        if (findings.isEmpty()) return "There are no findings.";
        return findings.stream().map(Texts::line).collect(Collectors.joining("\n"));
    }

    private static String line(Finding finding) {
        var place = finding.line() > 0 ? "line %d, ".formatted(finding.line()) : "";
        return "%s%s: %s %s".formatted(place, finding.rule(), finding.problem(), finding.remedy());
    }
}

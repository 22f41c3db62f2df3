package dev.routewright.cli;

import dev.routewright.route.Finding;
import dev.routewright.route.Question;
import dev.routewright.route.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code check} says about one file.
 *
 * @param kind {@code description}, {@code route} or {@code service}
 * @param outcome {@code ok}, {@code refused} or {@code needs-answers}
 */
record Checked(String file, String kind, String outcome, List<Finding> findings, List<Question> questions) {

    /** Checks one file the way a server would take it in, without loading anything. */
    static Checked of(Workbench workbench, Path path, String label) {
        Source source;
        try {
            source = Source.read(label, path);
        } catch (Complaint | java.io.IOException e) {
            var said = e instanceof Complaint && !Files.isDirectory(path) ? e.getMessage() : null;
            var problem = said == null ? label + " cannot be read. Check its permissions." : said;
            var kind = Source.Kind.of(path).map(Source.Kind::word).orElse("unknown");
            return new Checked(
                    label, kind, "refused", List.of(finding("unreadable", problem, "Replace the file.")), List.of());
        }
        return of(workbench, source);
    }

    static Checked of(Workbench workbench, Source source) {
        return switch (source.kind()) {
            case ROUTE -> judged(source, workbench.inspect(source.text()).findings());
            case SERVICE -> service(workbench, source);
            case DESCRIPTION ->
                workbench
                        .draft(source.name().orElse("draft"), source.text(), Map.of(), words -> {})
                        .fold(
                                drafted -> judged(
                                        source,
                                        workbench.inspect(drafted.draft().yaml()).findings().stream()
                                                .map(Checked::withoutPlace)
                                                .toList()),
                                asking -> new Checked(
                                        source.label(),
                                        source.kind().word(),
                                        "needs-answers",
                                        List.of(),
                                        asking.questions()),
                                refused -> new Checked(
                                        source.label(),
                                        source.kind().word(),
                                        "refused",
                                        refused.findings(),
                                        List.of()));
        };
    }

    private static Checked service(Workbench workbench, Source source) {
        try {
            workbench.service(source.label(), source.text());
            return judged(source, List.of());
        } catch (IllegalArgumentException e) {
            return judged(
                    source,
                    List.of(finding(
                            "service-unreadable",
                            e.getMessage() == null ? "The document cannot be read." : e.getMessage(),
                            "Correct the document; nothing is registered from it until then.")));
        }
    }

    private static Checked judged(Source source, List<Finding> findings) {
        var outcome = findings.stream().anyMatch(Finding::isError) ? "refused" : "ok";
        return new Checked(source.label(), source.kind().word(), outcome, findings, List.of());
    }

    /** Its place is one of the drafted route, which nobody sees here; a line of the description it is not. */
    private static Finding withoutPlace(Finding finding) {
        return new Finding(
                finding.rule(), finding.severity(), 0, 0, finding.step(), finding.problem(), finding.remedy());
    }

    private static Finding finding(String rule, String problem, String remedy) {
        return new Finding(rule, Severity.ERROR, 0, 0, null, problem, remedy);
    }
}

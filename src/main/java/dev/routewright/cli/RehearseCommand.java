package dev.routewright.cli;

import dev.routewright.drafting.Drafter.Outcome;
import dev.routewright.rehearsal.EvidenceReport;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rehearse",
        description = "Run a description or a route against stubs, with faults injected, without a server.")
final class RehearseCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "description or route, or - for standard input")
    private String file = "";

    @Mixin
    private LocalTools tools = new LocalTools();

    @Mixin
    private Output output = new Output();

    RehearseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var source = Source.read(shell, file);
        try (var workbench = tools.open(shell)) {
            var draft = draft(workbench, source);
            var inspected = workbench.inspect(draft.yaml());
            inspected.findings().forEach(f -> shell.err().println(Findings.line(source.label(), f)));
            if (!inspected.accepted())
                throw new Complaint(Exit.REFUSED, source.label() + " did not pass inspection. Nothing was rehearsed.");
            var evidence = workbench.rehearse(
                    draft, inspected.grant(), run -> shell.err().println(Terminal.clean(progress(run))));
            show(evidence);
            return evidence.passed() ? Exit.OK : Exit.REFUSED;
        }
    }

    private Draft draft(Workbench workbench, Source source) {
        var name = source.name().orElse("draft");
        return switch (source.kind()) {
            case ROUTE -> new Draft(name, source.text(), null, List.of());
            case DESCRIPTION ->
                drafted(workbench, name, source)
                        .fold(
                                Outcome.Drafted::draft,
                                asking -> {
                                    throw new Complaint(
                                            Exit.NEEDS_ANSWERS,
                                            asking.questions().stream()
                                                    .map(q -> Findings.line(source.label(), q))
                                                    .collect(Collectors.joining("\n")));
                                },
                                refused -> {
                                    throw new Complaint(Exit.REFUSED, lines(source, refused.findings()));
                                });
            case SERVICE ->
                throw new Complaint(
                        Exit.USAGE,
                        source.label() + " is a service. Name a description or a route; check reads services.");
        };
    }

    private Outcome drafted(Workbench workbench, String name, Source source) {
        try (var ticker = new Ticker(shell, source.label(), System::nanoTime)) {
            return workbench.draft(name, source.text(), tools.answers(), ticker);
        }
    }

    private static String lines(Source source, List<Finding> findings) {
        return findings.stream().map(f -> Findings.line(source.label(), f)).collect(Collectors.joining("\n"));
    }

    private static String progress(Evidence.Run run) {
        return "%s %s%s"
                .formatted(
                        run.passed() ? "passed" : "FAILED",
                        run.name(),
                        run.problem().isEmpty() ? "" : ": " + run.problem());
    }

    private void show(Evidence evidence) {
        if (output.json()) {
            Json.print(shell.out(), EvidenceReport.of(evidence));
            return;
        }
        EvidenceTable.print(shell.out(), evidence);
    }
}

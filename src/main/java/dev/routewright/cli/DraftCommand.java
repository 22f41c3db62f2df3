package dev.routewright.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.Drafter.Outcome;
import dev.routewright.rehearsal.EvidenceReport;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Question;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "draft",
        description = "Draft a route from a description, without a server; the route goes to stdout.",
        footer = {
            "",
            "The model of routewright.model.* drafts, from application.yaml here or the environment; without one a "
                    + "phrasebook. Findings of inspection and failed runs go back to a model, as on a server; rehearse shows the runs."
        })
final class DraftCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "description, or - for standard input")
    private String file = "";

    @Option(names = "--name", description = "name of the integration (default: from the file name)")
    private @Nullable String name;

    @Option(names = "--evidence", description = "rehearse the draft and show what was seen, on stderr")
    private boolean evidence;

    @Mixin
    private LocalTools tools = new LocalTools();

    @Mixin
    private Output output = new Output();

    DraftCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var source = Source.read(shell, file);
        try (var workbench = tools.open(shell);
                var ticker = new Ticker(shell, source.label(), System::nanoTime)) {
            var outcome = workbench.draft(
                    name != null ? name : source.name().orElse("draft"), source.text(), tools.answers(), ticker);
            ticker.close();
            var result = outcome.fold(
                    drafted -> Result.drafted(
                            drafted.draft(), workbench.inspect(drafted.draft().yaml())),
                    asking -> new Result(null, List.of(), asking.questions()),
                    refused -> new Result(null, refused.findings(), List.of()));
            var seen = evidence && result.exit() == Exit.OK ? rehearsed(workbench, result) : null;
            show(source, outcome, seen == null ? result : result.with(EvidenceReport.of(seen)));
            if (seen != null && !output.json()) EvidenceTable.print(shell.err(), seen);
            cost(source, outcome.effort());
            return seen != null && !seen.passed() ? Exit.REFUSED : result.exit();
        }
    }

    private static Evidence rehearsed(Workbench workbench, Result result) {
        var draft = Objects.requireNonNull(result.draft());
        return workbench.rehearse(draft, workbench.inspect(draft.yaml()).grant(), run -> {});
    }

    private void show(Source source, Outcome outcome, Result result) {
        if (output.json()) Json.print(shell.out(), result);
        else if (result.draft() != null) shell.out().print(result.draft().yaml());
        shell.out().flush();
        if (result.draft() != null && result.draft().plan() != null)
            result.draft().plan().assumptions().forEach(a -> shell.err().println(Terminal.clean("assumed: " + a)));
        result.findings().forEach(f -> shell.err().println(Findings.line(source.label(), f)));
        result.questions().forEach(q -> shell.err().println(Findings.line(source.label(), q)));
        if (result.exit() == Exit.NEEDS_ANSWERS)
            shell.err()
                    .println("Nothing is drafted until this is answered: add --answer ID=TEXT, or say it in the text.");
        if (result.exit() == Exit.REFUSED && outcome.clauses().isEmpty())
            shell.err().println("Nothing was drafted.");
    }

    private void cost(Source source, Drafter.Effort effort) {
        if (effort.calls().isEmpty()) return;
        var asked = effort.calls().stream()
                .mapToInt(Drafter.ModelCall::promptTokens)
                .sum();
        var answered = effort.calls().stream()
                .mapToInt(Drafter.ModelCall::completionTokens)
                .sum();
        shell.err()
                .println(Terminal.clean("%s: %d calls of the model, %,d tokens asked, %,d answered"
                        .formatted(source.label(), effort.calls().size(), asked, answered)));
    }

    /**
     * @param findings of drafting or inspection
     * @param rehearsal null unless it was asked for
     */
    private record Result(
            @Nullable Draft draft,
            List<Finding> findings,
            List<Question> questions,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            EvidenceReport rehearsal) {
        Result(@Nullable Draft draft, List<Finding> findings, List<Question> questions) {
            this(draft, findings, questions, null);
        }

        Result with(EvidenceReport seen) {
            return new Result(draft, findings, questions, seen);
        }

        static Result drafted(Draft draft, Workbench.Inspected inspected) {
            return new Result(draft, inspected.findings(), List.of());
        }

        int exit() {
            if (!questions.isEmpty()) return Exit.NEEDS_ANSWERS;
            return draft == null || findings.stream().anyMatch(Finding::isError) ? Exit.REFUSED : Exit.OK;
        }
    }
}

package dev.routewright.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description =
                "Check descriptions (*.md), routes (*.camel.yaml) and services (*.openapi.yaml), without a server.",
        footer = {
            "",
            "Folders are searched for these files; README.md, target, node_modules and names that begin with a dot are "
                    + "left out. SARIF names files relative to the working directory: run it at the root of the repository."
        })
final class CheckCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "files or folders, or - for standard input")
    private List<String> paths = List.of();

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, json, or sarif for code scanning (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Option(
            names = "--docs",
            paramLabel = "URL",
            description = "where these docs/ are published; SARIF then links each rule to its page")
    private @Nullable URI docs;

    @Mixin
    private LocalTools tools = new LocalTools();

    @Mixin
    private Output output = new Output();

    /** Lower-case because the command line spells them so. */
    enum Format {
        text,
        json,
        sarif
    }

    CheckCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var policy = tools.policy(shell);
        try (var workbench = tools.open(shell, policy)) {
            var checked = check(workbench);
            if (format == Format.sarif) Json.print(shell.out(), new Sarif(shell, address()).log(checked, policy));
            else if (output.json() || format == Format.json) Json.print(shell.out(), new Report(checked));
            else show(checked);
            return exit(checked);
        }
    }

    private @Nullable String address() {
        if (docs == null) return null;
        if (docs.getScheme() == null || !docs.getScheme().matches("https?") || docs.getHost() == null)
            throw new Complaint(Exit.USAGE, "--docs takes an address such as https://docs.example/routewright.");
        return docs.toString();
    }

    private List<Checked> check(Workbench workbench) {
        var files = new ArrayList<String>();
        for (var path : paths) files.addAll(path.equals("-") ? List.of(path) : CheckedFiles.below(shell, path));
        var checked = new ArrayList<Checked>();
        try (var progress = new Progress(shell, System::nanoTime)) {
            for (var file : files) {
                checked.add(
                        file.equals("-")
                                ? Checked.of(workbench, Source.read(shell, file))
                                : Checked.of(workbench, shell.path(file), file));
                progress.at(checked.size(), files.size());
            }
        }
        return checked;
    }

    private void show(List<Checked> checked) {
        for (var one : checked) {
            one.findings().forEach(f -> shell.out().println(Findings.line(one.file(), f)));
            one.questions().forEach(q -> shell.out().println(Findings.line(one.file(), q)));
            if (one.outcome().equals("ok")) shell.out().println(Terminal.clean(one.file() + " ok"));
        }
        shell.out().flush();
        shell.err()
                .printf(
                        "%d checked: %d ok, %d refused, %d with questions.%n",
                        checked.size(),
                        count(checked, "ok"),
                        count(checked, "refused"),
                        count(checked, "needs-answers"));
    }

    private static int exit(List<Checked> checked) {
        if (count(checked, "refused") > 0) return Exit.REFUSED;
        return count(checked, "needs-answers") > 0 ? Exit.NEEDS_ANSWERS : Exit.OK;
    }

    private static long count(List<Checked> checked, String outcome) {
        return checked.stream().filter(one -> one.outcome().equals(outcome)).count();
    }

    private record Report(List<Checked> files) {}
}

package dev.routewright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
                    + "left out."
        })
final class CheckCommand implements Callable<Integer> {
    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules");

    private final Shell shell;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "files or folders, or - for standard input")
    private List<String> paths = List.of();

    @Option(names = "--format", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Mixin
    private LocalTools tools = new LocalTools();

    @Mixin
    private Output output = new Output();

    /** Lower-case because the command line spells them so. */
    enum Format {
        text,
        json
    }

    CheckCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (var workbench = tools.open(shell)) {
            var checked = new ArrayList<Checked>();
            for (var path : paths)
                if (path.equals("-")) checked.add(Checked.of(workbench, Source.read(shell, path)));
                else for (var file : files(path)) checked.add(Checked.of(workbench, shell.path(file), file));
            show(checked);
            return exit(checked);
        }
    }

    private void show(List<Checked> checked) {
        if (output.json() || format == Format.json) {
            Json.print(shell.out(), new Report(checked));
            return;
        }
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

    /** The files to check below a name, in the order of their names, as they were given. */
    private List<String> files(String name) {
        var start = shell.path(name);
        if (!Files.exists(start)) throw new Complaint(Exit.USAGE, name + " is not there. Name a file or a folder.");
        if (!Files.isDirectory(start)) {
            if (Source.Kind.of(start).isPresent()) return List.of(name);
            throw new Complaint(
                    Exit.USAGE,
                    name + " is none of *.md, *.camel.yaml, *.openapi.yaml. Rename it, or pass it on standard input.");
        }
        var found = new ArrayList<String>();
        try {
            Files.walkFileTree(start, new Finder(start, name, found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }

    private static final class Finder extends SimpleFileVisitor<Path> {
        private final Path start;
        private final String name;
        private final List<String> found;

        Finder(Path start, String name, List<String> found) {
            this.start = start;
            this.name = name;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var inner = !folder.equals(start);
            return inner && leftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!leftOut(file) && Source.Kind.of(file).isPresent())
                found.add(Path.of(name)
                        .resolve(start.relativize(file))
                        .normalize()
                        .toString());
            return FileVisitResult.CONTINUE;
        }

        private static boolean leftOut(Path path) {
            var name = path.getFileName().toString();
            return name.startsWith(".") || name.equalsIgnoreCase("README.md") || LEFT_OUT.contains(name);
        }
    }

    private record Report(List<Checked> files) {}
}

package dev.routewright.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** Options of the commands that work without a server. */
final class LocalTools {
    @Option(
            names = "--kamelets",
            paramLabel = "DIR",
            defaultValue = "kamelets",
            description = "folder with the service documents (default: ${DEFAULT-VALUE})")
    private String kamelets = "";

    @Option(
            names = "--answer",
            paramLabel = "ID=TEXT",
            description = "answer to a question asked before; may be repeated")
    private Map<String, String> answers = Map.of();

    Map<String, String> answers() {
        return answers;
    }

    /** Opens the tools; tells which service documents could not be read. */
    Workbench open(Shell shell) {
        var workbench = shell.workbenches().open(shell.path(kamelets));
        workbench.unreadable().forEach((file, why) -> shell.err()
                .println(Terminal.clean("%s: %s".formatted(file, why))));
        return workbench;
    }
}

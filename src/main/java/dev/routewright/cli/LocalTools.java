package dev.routewright.cli;

import dev.routewright.inspection.Policy;
import java.util.Map;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private PolicyFile policy = new PolicyFile();

    Map<String, String> answers() {
        return answers;
    }

    Policy policy(Shell shell) {
        return policy.read(shell);
    }

    Workbench open(Shell shell) {
        return open(shell, policy(shell));
    }

    /** Opens the tools; tells which service documents could not be read. */
    Workbench open(Shell shell, Policy judge) {
        var workbench = shell.workbenches().open(shell.path(kamelets), judge);
        workbench.unreadable().forEach((file, why) -> shell.err()
                .println(Terminal.clean("%s: %s".formatted(file, why))));
        return workbench;
    }
}

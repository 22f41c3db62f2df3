package dev.routewright.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "deployments",
        description = "List what is deployed in a namespace, and what there is not as the store has it.",
        footer = {"", "Exit code 0 also when something differs; --json has it for scripts."})
final class DeploymentsCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "only this integration")
    private String name = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    DeploymentsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        return new DeploymentTable(shell, cluster, remote.client(shell), output.json()).show(name);
    }
}

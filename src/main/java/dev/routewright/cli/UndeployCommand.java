package dev.routewright.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "undeploy",
        description = "Take an integration from a cluster, and wait until it is gone.",
        footer = {"", "Removes only what Routewright has deployed, and nothing another integration there uses."})
final class UndeployCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2m",
            description = "how long to wait until it is gone (default: ${DEFAULT-VALUE})")
    private String timeout = "2m";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    UndeployCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var limit = Patience.of(timeout);
        var stored = new StoredVersion(remote.client(shell), name);
        return new Deploying(shell, cluster, output.json()).undeploy(stored, limit);
    }
}

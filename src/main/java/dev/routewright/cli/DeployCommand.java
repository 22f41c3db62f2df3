package dev.routewright.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "deploy",
        description = "Bring an approved version to a cluster with Camel K, and wait until it runs.",
        footer = {
            "",
            "The server says what is deployed; the cluster is called by this command, with your own kubeconfig.",
            "Leftovers of an older version are removed once the new one runs. docs/deploy.md has the way step by step."
        })
final class DeployCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Option(
            names = "--to",
            paramLabel = "kubernetes",
            defaultValue = "kubernetes",
            description = "where to (default, and all there is: ${DEFAULT-VALUE})")
    private String to = "";

    @Option(names = "--version", paramLabel = "N", description = "an approved version (default: the live one)")
    private @Nullable Integer version;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "how long to wait until it runs (default: ${DEFAULT-VALUE})")
    private String timeout = "5m";

    @Option(names = "--dry-run", description = "let the cluster work out what would change, and change nothing")
    private boolean dryRun;

    @Option(names = "--force-conflicts", description = "overwrite what others have set")
    private boolean force;

    @Mixin
    private ExportWay way = new ExportWay();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    DeployCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (!to.equals("kubernetes"))
            throw new Complaint(
                    Exit.USAGE, "%s is no place to deploy to; kubernetes is.".formatted(Terminal.clean(to)));
        var limit = Patience.of(timeout);
        var stored = new StoredVersion(remote.client(shell), name);
        var number = version == null ? stored.live("deployed") : version;
        var settings = new SettingsToDeploy(stored, number, way, way.given(shell), spec);
        return new Deploying(shell, cluster, output.json()).deploy(stored, number, settings, limit, dryRun, force);
    }
}

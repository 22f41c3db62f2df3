package dev.routewright.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = "Draft once more what failed or was rejected, for instance because no model could be reached.")
final class RetryCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(
            paramLabel = "NAME[/VERSION]",
            description = "without a version: the newest that failed or was rejected")
    private String reference = "";

    @Mixin
    private Following following = new Following();

    @Mixin
    private Remote remote = new Remote();

    RetryCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var client = remote.client(shell);
        var path = new Version(client, shell).find(reference, Set.of("failed", "rejected"));
        return following.follow(shell, client, client.post(path + "/retry", Map.of()));
    }
}

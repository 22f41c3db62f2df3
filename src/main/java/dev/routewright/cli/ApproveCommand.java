package dev.routewright.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "approve", description = "Approve a version that waits for it, and wait until it is live.")
final class ApproveCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "NAME[/VERSION]", description = "without a version: the newest that awaits approval")
    private String reference = "";

    @Mixin
    private Waiting waiting = new Waiting();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    ApproveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var client = remote.client(shell);
        var versions = new Version(client, shell);
        var path = versions.find(reference, "awaiting-approval");
        if (client.get(path).path("status").asText().equals("awaiting-approval")) versions.showDifference(path);
        client.post(path + "/approve", Map.of());
        return versions.show(versions.follow(path, waiting.seconds(), Set.of("awaiting-approval")), output.json());
    }
}

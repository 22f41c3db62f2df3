package dev.routewright.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Stop drafting or rehearsing a version; routewright retry takes it up again.")
final class CancelCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "NAME[/VERSION]", description = "without a version: the newest that is being worked on")
    private String reference = "";

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    CancelCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var client = remote.client(shell);
        var path = new Version(client, shell).find(reference, Set.of("drafting", "rehearsing"));
        var version = client.post(path + "/cancel", Map.of()).body();
        if (output.json()) Json.print(shell.out(), version);
        else
            shell.out()
                    .println(Terminal.clean("%s/%s cancelled"
                            .formatted(
                                    version.path("name").asText(),
                                    version.path("version").asText())));
        return Exit.OK;
    }
}

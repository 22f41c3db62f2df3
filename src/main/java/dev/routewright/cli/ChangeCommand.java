package dev.routewright.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "change",
        description = "Ask for a change of what is live, and wait until it needs you: to answer, or to approve.",
        footer = {
            "",
            "The description of the live version with the wish behind it becomes a new version. A model changes the live "
                    + "route as little as the wish needs; without a model the whole description is drafted anew. What is "
                    + "live goes on until the new version is approved."
        })
final class ChangeCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Parameters(index = "1", paramLabel = "WISH", description = "such as \"also copy it to the audit service\"")
    private String wish = "";

    @Mixin
    private Following following = new Following();

    @Mixin
    private Remote remote = new Remote();

    ChangeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var client = remote.client(shell);
        var taken = client.post(Client.path("integrations", name, "changes"), Map.of("change", wish));
        return following.follow(shell, client, taken);
    }
}

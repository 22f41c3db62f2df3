package dev.routewright.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "rollback", description = "Make an earlier version of an integration live again.")
final class RollbackCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "the version that shall run")
    private int version;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    RollbackCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var answer = remote.client(shell)
                .post(Client.path("integrations", name, "rollback"), Map.of("version", version))
                .body();
        if (output.json()) Json.print(shell.out(), answer);
        else shell.out().println(Terminal.clean("%s/%d live".formatted(name, version)));
        return Exit.OK;
    }
}

package dev.routewright.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reject",
        description = "Turn down a version that waits for approval or for answers; what is live stays.")
final class RejectCommand implements Callable<Integer> {
    static final Set<String> WAITING = Set.of("awaiting-approval", "needs-answers");

    private final Shell shell;

    @Parameters(
            paramLabel = "NAME[/VERSION]",
            description = "without a version: the newest that waits for approval or for answers")
    private String reference = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for whoever looks later")
    private @Nullable String reason;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    RejectCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var client = remote.client(shell);
        var path = new Version(client, shell).find(reference, WAITING);
        var version = client.post(path + "/reject", reason == null ? Map.of() : Map.of("why", reason))
                .body();
        if (output.json()) Json.print(shell.out(), version);
        else
            shell.out()
                    .println(Terminal.clean("%s/%s rejected"
                            .formatted(
                                    version.path("name").asText(),
                                    version.path("version").asText())));
        return Exit.OK;
    }
}

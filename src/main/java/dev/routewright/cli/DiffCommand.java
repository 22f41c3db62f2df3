package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = "Show what is different in a version: in its route, and in the steps of its plan.")
final class DiffCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "the version (default: the newest)")
    private @Nullable Integer version;

    @Option(names = "--against", paramLabel = "VERSION", description = "compare with this one (default: what is live)")
    private @Nullable Integer against;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    DiffCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var client = remote.client(shell);
        var number = version != null
                ? version
                : client.get(Client.path("integrations", name)).path("latest").asInt();
        var path = Client.path("integrations", name, "versions", number, "diff")
                + (against == null ? "" : "?against=" + against);
        var diff = client.get(path);
        if (output.json()) Json.print(shell.out(), diff);
        else show(diff);
        return Exit.OK;
    }

    private void show(JsonNode diff) {
        Version.printDiff(shell.out(), diff.path("unified").asText());
        if (diff.path("triggerChanged").asBoolean()) shell.err().println("plan: something else starts it");
        Version.each(diff.path("steps")).map(DiffCommand::step).forEach(shell.err()::println);
    }

    private static String step(JsonNode step) {
        return Terminal.clean("plan: %s %s (%s)"
                .formatted(
                        step.path("change").asText(),
                        step.path("id").asText(),
                        step.path("label").asText()));
    }
}

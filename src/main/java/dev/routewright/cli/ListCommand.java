package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the integrations of the server.")
final class ListCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    ListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var integrations = remote.client(shell).get(Client.path("integrations"));
        if (output.json()) Json.print(shell.out(), integrations);
        else if (integrations.isEmpty())
            shell.err().println("No integrations yet. Send one with routewright submit FILE.");
        else show(integrations);
        return Exit.OK;
    }

    private void show(JsonNode integrations) {
        Terminal.table(
                shell.out(),
                List.of("NAME", "VERSION", "STATUS", "DEAD LETTERS", "ENTRY", ""),
                Version.each(integrations).map(ListCommand::row).toList());
        Version.each(integrations).filter(one -> !reason(one).isEmpty()).forEach(one -> shell.err()
                .println(Terminal.clean(reason(one))));
        Version.each(integrations)
                .filter(one -> one.path("security").path("events").asLong() > 0)
                .forEach(one -> shell.err().println(Terminal.clean(security(one))));
    }

    /** What its cell stopped, in words. */
    static String security(JsonNode integration) {
        var security = integration.path("security");
        return "%s: %d security events, the latest: %s"
                .formatted(
                        integration.path("name").asText(),
                        security.path("events").asLong(),
                        security.path("latest").asText());
    }

    /** Why it does not run, in words; empty when it does. */
    private static String reason(JsonNode integration) {
        var live = integration.path("status").asText().equals("live");
        var why = integration.path(live ? "why" : "example").asText("");
        return why.isEmpty() ? "" : integration.path("name").asText() + ": " + why;
    }

    private static List<String> row(JsonNode integration) {
        var sandbox = texts(integration.path("sandbox"));
        return List.of(
                integration.path("name").asText(),
                integration.path("version").asText(),
                status(integration),
                integration.path("deadLetters").asText("0"),
                Version.each(integration.path("entries")).map(Version::entry).collect(Collectors.joining(", ")),
                sandbox.isEmpty() ? "" : "sandbox: " + sandbox);
    }

    /** What runs, and the newer version that waits for somebody beside it. */
    private static String status(JsonNode integration) {
        var status = integration.path("status").asText();
        if (integration.path("paused").asBoolean()) status += ", paused";
        if (integration.path("pending").asBoolean()
                && integration.path("latest").asInt()
                        > integration.path("version").asInt())
            status += ", %d %s"
                    .formatted(
                            integration.path("latest").asInt(),
                            integration.path("latestStatus").asText());
        return status;
    }

    private static String texts(JsonNode array) {
        return Version.each(array).map(JsonNode::asText).collect(Collectors.joining(", "));
    }
}

package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "services", description = "List the services routes may call, or register one.")
final class ServicesCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    ServicesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        return list(remote, output);
    }

    @Command(name = "list", description = "List the services of the server.")
    int list(@Mixin Remote remote, @Mixin Output output) {
        var services = remote.client(shell).get(Client.path("services"));
        if (output.json()) Json.print(shell.out(), services);
        else if (services.isEmpty())
            shell.err().println("No services yet. Register one with routewright services put NAME FILE.");
        else table(Version.each(services).toList());
        return Exit.OK;
    }

    @Command(name = "put", description = "Register or replace a service.")
    int put(
            @Parameters(paramLabel = "NAME", description = "lower-case letters, digits and dashes") String name,
            @Parameters(paramLabel = "FILE", description = "OpenAPI 3 document, or - for standard input") String file,
            @Mixin Remote remote,
            @Mixin Output output) {
        var document = Source.document(shell, file);
        var type = document.stripLeading().startsWith("{") ? "application/json" : "application/yaml";
        var service = remote.client(shell)
                .call("PUT", Client.path("services", name), type, document)
                .body();
        if (output.json()) Json.print(shell.out(), service);
        else table(List.of(service));
        return Exit.OK;
    }

    private void table(List<JsonNode> services) {
        Terminal.table(
                shell.out(),
                List.of("NAME", "OPERATIONS", "INSTANCES", ""),
                services.stream().map(ServicesCommand::row).toList());
    }

    private static List<String> row(JsonNode service) {
        return List.of(
                service.path("name").asText(),
                names(service.path("operations"), "id"),
                names(service.path("instances"), "url"),
                service.path("builtIn").asBoolean()
                        ? "built in"
                        : service.path("sandbox").asBoolean() ? "sandbox" : "");
    }

    /** Entries may be plain text or objects that carry the name in one member. */
    private static String names(JsonNode array, String member) {
        return Version.each(array)
                .map(one -> one.isTextual() ? one.asText() : one.path(member).asText())
                .collect(Collectors.joining(", "));
    }
}

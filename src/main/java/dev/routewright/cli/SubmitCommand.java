package dev.routewright.cli;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "submit",
        description = "Send a description to the server and wait until it needs you: to answer, or to approve.")
final class SubmitCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "description, or - for standard input")
    private String file = "";

    @Option(names = "--name", description = "name of the integration (default: from the file name)")
    private @Nullable String name;

    @Mixin
    private Following following = new Following();

    @Mixin
    private Remote remote = new Remote();

    SubmitCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var source = Source.read(shell, file);
        if (source.kind() != Source.Kind.DESCRIPTION)
            throw new Complaint(
                    Exit.USAGE,
                    source.label() + " is a " + source.kind().word() + ". Submit a description; lay routes into the "
                            + "watched folder and register services with routewright services put.");
        var client = remote.client(shell);
        return following.follow(shell, client, client.post("/api/integrations", request(source)));
    }

    private LinkedHashMap<String, String> request(Source source) {
        var request = new LinkedHashMap<String, String>();
        if (name != null) request.put("name", name);
        else source.name().ifPresent(n -> request.put("name", n));
        request.put("description", source.text());
        return request;
    }
}

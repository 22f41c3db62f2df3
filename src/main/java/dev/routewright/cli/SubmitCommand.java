package dev.routewright.cli;

import java.util.LinkedHashMap;
import java.util.Set;
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

    @Option(names = "--approve", description = "approve it at once when inspection and rehearsal passed")
    private boolean approve;

    @Mixin
    private Waiting waiting = new Waiting();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

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
        var versions = new Version(client, shell);
        var path = client.post("/api/integrations", request(source))
                .location()
                .orElseThrow(() -> new Complaint(
                        Exit.UNREACHABLE, "The server took the description but did not say where it stands."));
        var version = versions.follow(path, waiting.seconds(), Set.of());
        if (approve && version.path("status").asText().equals("awaiting-approval")) {
            client.post(path + "/approve", java.util.Map.of());
            version = versions.follow(path, waiting.seconds(), Set.of("awaiting-approval"));
        }
        return versions.show(version, output.json());
    }

    private LinkedHashMap<String, String> request(Source source) {
        var request = new LinkedHashMap<String, String>();
        if (name != null) request.put("name", name);
        else source.name().ifPresent(n -> request.put("name", n));
        request.put("description", source.text());
        return request;
    }
}

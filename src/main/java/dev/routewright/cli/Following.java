package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options and end of the commands that hand something in and follow what comes of it. */
final class Following {
    private static final String WAITS = "awaiting-approval";

    @Option(names = "--approve", description = "approve it at once when inspection and rehearsal passed")
    private boolean approve;

    @Mixin
    private Waiting waiting = new Waiting();

    @Mixin
    private Output output = new Output();

    /** @return the exit code */
    int follow(Shell shell, Client client, Client.Answer taken) {
        var path = taken.location()
                .orElseThrow(() ->
                        new Complaint(Exit.UNREACHABLE, "The server took it in but did not say where it stands."));
        var versions = new Version(client, shell);
        JsonNode version = versions.follow(path, waiting.seconds(), Set.of());
        if (approve && version.path("status").asText().equals(WAITS)) {
            client.post(path + "/approve", Map.of());
            version = versions.follow(path, waiting.seconds(), Set.of(WAITS));
        }
        return versions.show(version, output.json());
    }
}

package dev.routewright.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that asks a running server. */
final class Remote {
    static final String DEFAULT = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "where Routewright runs (default: ROUTEWRIGHT_SERVER, or " + DEFAULT + ")")
    private @Nullable String server;

    URI address(Shell shell) {
        return address(shell, DEFAULT);
    }

    /** @param otherwise where it is when nobody says */
    URI address(Shell shell, String otherwise) {
        var text = server != null ? server : shell.environment("ROUTEWRIGHT_SERVER", otherwise);
        try {
            var uri = URI.create(text.strip().replaceFirst("/+$", ""));
            if (uri.getHost() != null && uri.getScheme().matches("https?")) return uri;
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Complaint(Exit.USAGE, "%s is not an address of a server. Write it like %s.".formatted(text, DEFAULT));
    }

    Client client(Shell shell) {
        return new Client(address(shell));
    }
}

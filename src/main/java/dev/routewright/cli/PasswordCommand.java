package dev.routewright.cli;

import dev.routewright.web.security.Passwords;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "password",
        description = "Make a new password for the console, and print it. A server that runs takes it at once.")
final class PasswordCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data directory of the server (default: ROUTEWRIGHT_DATA_DIR, or data)")
    private String data = "";

    @Mixin
    private Output output = new Output();

    PasswordCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var folder = shell.path(data.isEmpty() ? shell.environment("ROUTEWRIGHT_DATA_DIR", "data") : data);
        // A new one would be a password nobody asks for.
        if (!Files.isDirectory(folder))
            throw new Complaint(
                    Exit.USAGE,
                    "There is no data directory %s. Nothing was changed. Name the one of the server with --data."
                            .formatted(folder));
        var password = renewed(new Passwords(folder));
        if (output.json()) Json.print(shell.out(), Map.of("name", "admin", "password", password));
        else {
            shell.out().println(password);
            shell.err().println("The password of admin. The old one no longer counts, and who was signed in is not.");
        }
        return Exit.OK;
    }

    private static String renewed(Passwords passwords) {
        try {
            return passwords.renew();
        } catch (UncheckedIOException e) {
            throw new Complaint(Exit.REFUSED, e.getMessage());
        }
    }
}

package dev.routewright.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "serve",
        description = "Start the runtime, take in what lies in routes/ and kamelets/, and stay up until Ctrl-C.",
        footer = {"", "Any setting of docs/configuration.md may be given as --NAME=VALUE."})
final class ServeCommand implements Callable<Integer> {
    /** The dot keeps a mistyped option from passing as a setting. */
    static final String SETTING = "(?s)--[a-z][a-z0-9-]*(\\.[A-Za-z0-9\\[\\]-]+)+=.*";

    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", description = "port of the control plane (default: 8080)")
    private @Nullable Integer port;

    @Option(names = "--ingress-port", description = "port integrations answer on (default: 8090)")
    private @Nullable Integer ingressPort;

    @Option(names = "--data", paramLabel = "DIR", description = "data directory (default: data)")
    private @Nullable String data;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Mixin
    private Output output = new Output();

    ServeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        for (var setting : settings)
            if (!setting.matches(SETTING))
                throw new ParameterException(
                        spec.commandLine(),
                        "%s is not an option of serve, nor a setting like --routewright.kafka.brokers=HOST:PORT."
                                .formatted(Terminal.clean(setting)));
        var running = shell.serving().start(arguments(), progress());
        show(running.integrations(), running.control());
        running.firstPassword().ifPresent(password -> show(password, running.control()));
        running.await();
        return Exit.OK;
    }

    /** A start takes as long as what lies in the folders; whoever waits sees that it goes on. */
    private Consumer<String> progress() {
        var started = System.nanoTime();
        return step -> {
            shell.err()
                    .println(Terminal.clean(
                            "%s (%d s)".formatted(step, (System.nanoTime() - started) / 1_000_000_000L)));
            shell.err().flush();
        };
    }

    private List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (port != null) arguments.add("--server.port=" + port);
        if (ingressPort != null) arguments.add("--routewright.ingress.port=" + ingressPort);
        if (data != null) arguments.add("--routewright.data-dir=" + data);
        arguments.addAll(settings);
        return arguments;
    }

    private void show(List<Serving.Row> integrations, URI control) {
        if (output.json()) {
            Json.print(shell.out(), integrations);
            return;
        }
        Terminal.table(
                shell.out(),
                List.of("INTEGRATION", "STATUS", "ENTRY", "SANDBOX"),
                integrations.stream().map(ServeCommand::row).toList());
        // A line to paste is only of use unbroken, so these stand below the table.
        said(integrations, true).forEach(row -> shell.out().println(Terminal.clean(row.example())));
        said(integrations, false)
                .forEach(row -> shell.err().println(Terminal.clean(row.integration() + ": " + row.example())));
        shell.err().println("Up at " + control + ". Ctrl-C drains and stops.");
    }

    /** Not to the log, and never again. */
    private void show(String password, URI control) {
        var out = output.json() ? shell.err() : shell.out();
        out.println("Hawtio is at %s/hawtio. Sign in as admin with the password %s".formatted(control, password));
        out.println("It is shown this once; ./routewright password makes a new one.");
        out.flush();
    }

    private static List<String> row(Serving.Row row) {
        // The host is in the line to paste, and would push the table beyond the width of a terminal.
        var entry = row.entry().replaceAll("http://[^/ ]+", "");
        return List.of(row.integration(), row.status(), entry, String.join(", ", row.sandbox()));
    }

    private static Stream<Serving.Row> said(List<Serving.Row> integrations, boolean live) {
        return integrations.stream()
                .filter(row -> row.isLive() == live && !row.example().isEmpty());
    }
}

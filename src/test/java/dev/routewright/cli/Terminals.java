package dev.routewright.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shell for tests: types a command and keeps what it said. */
final class Terminals {
    private final Map<String, String> environment = new HashMap<>();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private final Path directory;
    private byte[] input = {};
    private Workbench.Opener workbenches = (kamelets, policy) -> new ScriptedWorkbench();
    private boolean watched;
    private Serving serving = (arguments, told) -> {
        throw new AssertionError("serve was not expected");
    };

    private Terminals(Path directory) {
        this.directory = directory;
    }

    static Terminals in(Path directory) {
        return new Terminals(directory);
    }

    Terminals typing(byte... bytes) {
        input = bytes;
        return this;
    }

    Terminals typing(String text) {
        return typing(text.getBytes(StandardCharsets.UTF_8));
    }

    Terminals with(Workbench other) {
        workbenches = (kamelets, policy) -> other;
        return this;
    }

    /** Inspects and drafts like the command line does, instead of by a script. */
    Terminals withOwnTools() {
        workbenches = (kamelets, policy) ->
                new LocalWorkbench(kamelets, new OwnTools(policy, () -> Settings.of(directory, environment)));
        return this;
    }

    Terminals watched() {
        watched = true;
        return this;
    }

    Terminals with(Serving other) {
        serving = other;
        return this;
    }

    Terminals where(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Said run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        var exit = RoutewrightCommand.in(shell()).execute(arguments);
        return new Said(exit, out.toString(), err.toString());
    }

    Shell shell() {
        return new Shell(
                new ByteArrayInputStream(input),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                watched,
                environment,
                directory,
                workbenches,
                serving);
    }

    String err() {
        return err.toString();
    }

    record Said(int exit, String out, String err) {
        static Said ok(String out) {
            return new Said(0, out, "");
        }
    }

    /** The lines, each ended. */
    static String lines(String... lines) {
        return String.join("\n", List.of(lines)) + "\n";
    }
}

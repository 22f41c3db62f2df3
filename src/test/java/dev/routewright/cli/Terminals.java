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
    private final Path directory;
    private byte[] input = {};
    private Workbench workbench = new ScriptedWorkbench();
    private Serving serving = arguments -> {
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
        workbench = other;
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
        var out = new StringWriter();
        var err = new StringWriter();
        var shell = new Shell(
                new ByteArrayInputStream(input),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                environment,
                directory,
                kamelets -> workbench,
                serving);
        var exit = RoutewrightCommand.in(shell).execute(arguments);
        return new Said(exit, out.toString(), err.toString());
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

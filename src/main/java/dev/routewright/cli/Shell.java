package dev.routewright.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command meets when it is called, handed in so that a test can be the shell.
 *
 * @param in standard input, read byte for byte
 * @param out for results
 * @param err for progress and complaints
 * @param terminal whether a person watches {@code err}
 * @param directory what relative paths are relative to
 * @param workbenches opens the local tools
 * @param serving starts the runtime
 */
record Shell(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Map<String, String> environment,
        Path directory,
        Workbench.Opener workbenches,
        Serving serving) {

    Path path(String name) {
        return directory.resolve(name);
    }

    /** A setting from the environment; an empty one counts as not set. */
    String environment(String name, String otherwise) {
        var value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }
}

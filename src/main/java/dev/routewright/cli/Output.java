package dev.routewright.cli;

import picocli.CommandLine.Option;

/** The option of every command whose result a machine may read. */
final class Output {
    @Option(names = "--json", description = "write the result as JSON")
    private boolean json;

    boolean json() {
        return json;
    }
}

package dev.routewright.cli;

import picocli.CommandLine.Option;

/** How long a command waits for the server to finish its part. */
final class Waiting {
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "how long to wait for an outcome (default: ${DEFAULT-VALUE})")
    private long seconds;

    long seconds() {
        return seconds;
    }
}

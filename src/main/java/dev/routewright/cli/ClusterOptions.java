package dev.routewright.cli;

import picocli.CommandLine.Option;

/** Options of every command that works in a cluster. */
final class ClusterOptions {
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "the only namespace that is touched (default: that of the context)")
    private String namespace = "";

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "context of the kubeconfig (default: its current one)")
    private String context = "";

    String namespace() {
        return namespace;
    }

    String context() {
        return context;
    }
}

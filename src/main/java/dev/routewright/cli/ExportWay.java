package dev.routewright.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import picocli.CommandLine.Option;

/** How an integration leaves for Camel K, as options of the commands that export or deploy it. */
final class ExportWay {
    @Option(
            names = "--repository",
            paramLabel = "URL",
            description = "camel-k: Maven repository where the cluster's builds find the library")
    private String repository = "";

    @Option(names = "--knative", description = "camel-k: a Knative service, scaled by requests")
    private boolean knative;

    @Option(names = "--keda", description = "camel-k: scaled by KEDA, by what waits in its topics")
    private boolean keda;

    /** As a query. */
    String query() {
        var query = new StringJoiner("&");
        if (!repository.isEmpty()) query.add("repository=" + URLEncoder.encode(repository, StandardCharsets.UTF_8));
        if (knative) query.add("knative=true");
        if (keda) query.add("keda=true");
        return query.toString();
    }
}

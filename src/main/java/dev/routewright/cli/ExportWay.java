package dev.routewright.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import picocli.CommandLine.Option;

/** Options that the export of what is deployed takes. */
final class ExportWay {
    @Option(
            names = "--repository",
            paramLabel = "URL",
            description = "Maven repository where the cluster finds what goes along with a route")
    private String repository = "";

    @Option(names = "--knative", description = "run it as a Knative service")
    private boolean knative;

    @Option(names = "--keda", description = "have KEDA scale it by what waits in its topics")
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

package dev.routewright.cli;

import dev.routewright.export.Given;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an integration leaves, as options of the commands that export or deploy it. */
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

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "set something about it, such as services.inventory.instances=http://…; repeatable")
    private List<String> set = List.of();

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "set what this properties file names; --set counts before it")
    private @Nullable String properties;

    /** Elsewhere it comes with the standard options, which have another meaning for --version. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    /** What is set. @throws Complaint when it cannot be, with the reason */
    Given given(Shell shell) {
        try {
            var file = properties == null ? Given.NONE : new Given(read(shell.path(properties)));
            return Given.of(set).over(file);
        } catch (IllegalArgumentException e) {
            throw new Complaint(Exit.USAGE, e.getMessage() + " Nothing was changed.");
        }
    }

    private static TreeMap<String, String> read(Path file) {
        var read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Complaint(
                    Exit.USAGE,
                    "%s cannot be read as a properties file in UTF-8. Nothing was changed.".formatted(file));
        }
        var values = new TreeMap<String, String>();
        read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
        return values;
    }

    /** As a query. */
    String query(Given given) {
        var query = new StringJoiner("&");
        if (!repository.isEmpty()) query.add("repository=" + URLEncoder.encode(repository, StandardCharsets.UTF_8));
        if (knative) query.add("knative=true");
        if (keda) query.add("keda=true");
        if (!given.query().isEmpty()) query.add(given.query());
        return query.toString();
    }
}

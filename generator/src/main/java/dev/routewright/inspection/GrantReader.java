package dev.routewright.inspection;

import dev.routewright.route.Grant;
import dev.routewright.route.Grant.Entry;
import dev.routewright.route.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Computes from the tree what a route touches. It reads the same elements the rules have judged. */
final class GrantReader {
    private static final String DEFAULT_PERIOD = "1000";

    private final Subject subject;
    private final List<Entry> entries = new ArrayList<>();
    private final TreeSet<String> operations = new TreeSet<>();
    private final TreeSet<String> kamelets = new TreeSet<>();
    private final TreeSet<String> hosts = new TreeSet<>();
    private final TreeSet<String> topicsRead = new TreeSet<>();
    private final TreeSet<String> topicsWritten = new TreeSet<>();
    private final TreeSet<String> foldersRead = new TreeSet<>();
    private final TreeSet<String> foldersWritten = new TreeSet<>();
    private final TreeSet<String> components = new TreeSet<>();

    GrantReader(Subject subject) {
        this.subject = subject;
    }

    Grant read() {
        subject.endpoints().forEach(this::endpoint);
        var languages = new TreeSet<String>();
        var dataFormats = new TreeSet<String>();
        subject.elements().forEach(element -> {
            element.expressions().forEach(e -> languages.add(e.language()));
            if (usesSimple(element)) languages.add("simple");
            if (element.dataFormat() != null)
                dataFormats.add(element.dataFormat().name());
        });
        if (foldersWritten.size() + foldersRead.size() > 0) languages.add("simple");
        return new Grant(
                entries,
                operations,
                kamelets,
                hosts,
                topicsRead,
                topicsWritten,
                foldersRead,
                foldersWritten,
                components,
                languages,
                dataFormats);
    }

    private static boolean usesSimple(Element element) {
        return element.values().values().stream().anyMatch(v -> v.kind().type() == Kind.Type.TEMPLATE);
    }

    private void endpoint(Endpoint endpoint) {
        components.add(endpoint.scheme());
        if (endpoint.consumes() && !Entry.kindOf(endpoint.scheme()).isEmpty()) entry(endpoint);
        switch (endpoint.scheme()) {
            case "kamelet" ->
                KameletRules.operation(endpoint, subject.services())
                        .map(Operation::key)
                        .ifPresentOrElse(operations::add, () -> kamelets.add(endpoint.path()));
            case "kafka" -> (endpoint.consumes() ? topicsRead : topicsWritten).add(endpoint.path());
            case "file" -> folders(endpoint);
            case "http", "https" -> EgressRules.origin(endpoint).ifPresent(hosts::add);
            default -> {}
        }
    }

    private void folders(Endpoint endpoint) {
        (endpoint.consumes() ? foldersRead : foldersWritten).add(endpoint.path());
        for (var option : List.of("move", "moveFailed"))
            endpoint.option(option)
                    .filter(FileMoves::isFromTheTop)
                    .map(FileMoves::folder)
                    .ifPresent(foldersWritten::add);
    }

    private void entry(Endpoint endpoint) {
        String kind = Entry.kindOf(endpoint.scheme());
        String address =
                switch (endpoint.scheme()) {
                    case "timer" -> period(endpoint.option("period").orElse(DEFAULT_PERIOD));
                    case "scheduler" -> period(endpoint.option("delay").orElse(DEFAULT_PERIOD));
                    case "quartz" -> endpoint.option("cron").orElse("");
                    case "cron" -> endpoint.option("schedule").orElse("");
                    default -> endpoint.path();
                };
        if (!kind.equals("http")) entries.add(new Entry(kind, "", address));
        else
            for (String method :
                    endpoint.option("httpMethodRestrict").orElse("").split(","))
                entries.add(new Entry(kind, method, address));
    }

    /** In milliseconds, however it was written, so that two grants can be compared. */
    private static String period(String text) {
        Long millis = ValueRules.millis(text);
        return millis == null ? text : String.valueOf(millis);
    }
}

package dev.routewright.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which dead letters are meant. */
final class DeadLettersWhich {
    @Option(names = "--state", paramLabel = "STATE", description = "kept, replaying or replayed")
    private @Nullable String state;

    @Option(
            names = "--entry",
            paramLabel = "ENTRY",
            description = "those that came in here: \"POST /orders\", or a topic")
    private @Nullable String entry;

    @Option(names = "--step", paramLabel = "STEP", description = "those that failed at this step")
    private @Nullable String step;

    @Option(names = "--text", paramLabel = "TEXT", description = "those whose cause holds this")
    private @Nullable String text;

    @Option(names = "--since", paramLabel = "TIME", description = "kept at this time or later: 2026-11-22T08:00:00Z")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "kept before this time")
    private @Nullable String until;

    Map<String, String> filter() {
        var filter = new LinkedHashMap<String, String>();
        put(filter, "state", state);
        put(filter, "entry", entry);
        put(filter, "step", step);
        put(filter, "text", text);
        put(filter, "since", since);
        put(filter, "until", until);
        return filter;
    }

    private static void put(Map<String, String> filter, String name, @Nullable String value) {
        if (value != null) filter.put(name, value);
    }

    static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}

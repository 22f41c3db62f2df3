package dev.routewright.cell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.util.TimeUtils;

/**
 * How small and how large a number in a route may be at most, whatever the policy. The policy's own bounds are narrower
 * and inspection's to hold; these keep one route from stopping a cell for days or filling the heap by one number.
 */
record Bounds(long low, long high) {
    static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final Map<String, Bounds> OPTIONS = Map.ofEntries(
            Map.entry("file.maxMessagesPerPoll", new Bounds(1, 100_000)),
            Map.entry("seda.timeout", new Bounds(0, 600_000)),
            Map.entry("seda.offerTimeout", new Bounds(0, 600_000)),
            Map.entry("direct.timeout", new Bounds(0, 600_000)),
            Map.entry("kafka.maxPollRecords", new Bounds(1, 10_000)),
            Map.entry("kafka.consumersCount", new Bounds(1, 64)),
            Map.entry("http.connectTimeout", new Bounds(1, 600_000)),
            Map.entry("http.responseTimeout", new Bounds(1, 600_000)),
            Map.entry("https.connectTimeout", new Bounds(1, 600_000)),
            Map.entry("https.responseTimeout", new Bounds(1, 600_000)));

    private static final String METHODS = "GET|HEAD|POST|PUT|PATCH";
    private static final Set<String> PATTERNS = Set.of("file.include", "file.exclude");

    /** Options with few safe values. */
    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("platform-http.matchOnUriPrefix", "false"),
            Map.entry("log.showAll", "false"),
            Map.entry("log.showHeaders", "false"),
            Map.entry("log.showProperties", "false"),
            Map.entry("log.showAllProperties", "false"),
            Map.entry("log.showVariables", "false"),
            Map.entry("log.showStackTrace", "false"),
            Map.entry("http.httpMethod", METHODS),
            Map.entry("https.httpMethod", METHODS),
            Map.entry("http.deleteWithBody", "false"),
            Map.entry("https.deleteWithBody", "false"),
            Map.entry("file.fileExist", "Fail|Ignore|Append|Override"),
            Map.entry("http.followRedirects", "false"),
            Map.entry("https.followRedirects", "false"),
            Map.entry("http.throwExceptionOnFailure", "true"),
            Map.entry("https.throwExceptionOnFailure", "true"),
            Map.entry("kafka.enableIdempotence", "true"),
            Map.entry("kafka.breakOnFirstError", "true"),
            Map.entry("kafka.requestRequiredAcks", "all|-1"),
            Map.entry("seda.purgeWhenStopping", "false"),
            Map.entry("scheduler.greedy", "false"));

    static void checkOption(String component, String option, String value) {
        var name = component + "." + option;
        var fixed = FIXED.get(name);
        if (fixed != null && !List.of(fixed.split("\\|")).contains(value))
            throw new OutsideGrant("%s: %s".formatted(option, value));
        if (PATTERNS.contains(name)) ModelTexts.pattern(value);
        OPTIONS.getOrDefault(name, NONE).check(option, value);
    }

    /** As in {@code 0..10}. */
    static Bounds of(String text) {
        int dots = text.indexOf("..");
        return new Bounds(Long.parseLong(text.substring(0, dots)), Long.parseLong(text.substring(dots + 2)));
    }

    /** @param text a number, or a time as Camel reads it */
    void check(String what, String text) {
        if (equals(NONE)) return;
        long number;
        try {
            number = TimeUtils.toMilliSeconds(text.trim());
        } catch (RuntimeException notANumber) {
            throw new OutsideGrant("%s: %s".formatted(what, text));
        }
        if (number < low || number > high) throw new OutsideGrant("%s: %s".formatted(what, text));
    }
}

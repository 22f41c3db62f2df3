package dev.routewright.cell;

import java.util.Map;
import org.apache.camel.util.TimeUtils;

/**
 * How small and how large a number in a route may be at most, whatever the policy. The policy's own bounds are narrower
 * and inspection's to hold; these keep one route from stopping a cell for days or filling the heap by one number.
 */
record Bounds(long low, long high) {
    static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final Map<String, Bounds> OPTIONS = Map.ofEntries(
            Map.entry("timer.period", new Bounds(20, Long.MAX_VALUE)),
            Map.entry("scheduler.delay", new Bounds(20, Long.MAX_VALUE)),
            Map.entry("file.delay", new Bounds(20, Long.MAX_VALUE)),
            Map.entry("file.maxMessagesPerPoll", new Bounds(1, 100_000)),
            Map.entry("seda.size", new Bounds(1, 100_000)),
            Map.entry("seda.concurrentConsumers", new Bounds(1, 64)),
            Map.entry("seda.timeout", new Bounds(0, 600_000)),
            Map.entry("seda.offerTimeout", new Bounds(0, 600_000)),
            Map.entry("direct.timeout", new Bounds(0, 600_000)),
            Map.entry("kafka.maxPollRecords", new Bounds(1, 10_000)),
            Map.entry("kafka.consumersCount", new Bounds(1, 64)),
            Map.entry("http.connectTimeout", new Bounds(1, 600_000)),
            Map.entry("http.responseTimeout", new Bounds(1, 600_000)),
            Map.entry("https.connectTimeout", new Bounds(1, 600_000)),
            Map.entry("https.responseTimeout", new Bounds(1, 600_000)));

    /** As in {@code 0..10}. */
    static Bounds of(String text) {
        int dots = text.indexOf("..");
        return new Bounds(Long.parseLong(text.substring(0, dots)), Long.parseLong(text.substring(dots + 2)));
    }

    static Bounds ofOption(String component, String option) {
        return OPTIONS.getOrDefault(component + "." + option, NONE);
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

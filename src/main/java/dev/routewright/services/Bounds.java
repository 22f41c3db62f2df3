package dev.routewright.services;

import java.time.Duration;

/** Refuses numbers outside their range, all in the same words. */
final class Bounds {
    private Bounds() {}

    static void within(String name, long value, long least, long most) {
        if (value < least || value > most)
            throw new IllegalArgumentException("%s must be %d to %d.".formatted(name, least, most));
    }

    static void between(String name, double value, int least, int most) {
        if (!(value >= least && value <= most))
            throw new IllegalArgumentException("%s must be %d to %d.".formatted(name, least, most));
    }

    /** @param least less than a millisecond stands for: above 0 */
    static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0)
            throw new IllegalArgumentException(
                    "%s must be %s and at most %s.".formatted(name, beginning(least), text(most)));
    }

    private static String beginning(Duration least) {
        return least.isZero() ? "0 or more" : least.toMillis() == 0 ? "above 0" : "at least " + text(least);
    }

    private static String text(Duration time) {
        if (time.toMillis() % 1000 != 0) return time.toMillis() + " ms";
        if (time.toSeconds() % 60 != 0) return many(time.toSeconds(), "second");
        if (time.toMinutes() % 60 != 0) return many(time.toMinutes(), "minute");
        return time.toHours() % 24 != 0 ? many(time.toHours(), "hour") : many(time.toDays(), "day");
    }

    private static String many(long count, String unit) {
        return count == 1 ? "1 " + unit : count + " " + unit + "s";
    }
}

package dev.routewright.bench;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is to be run: a case in a language.
 *
 * @param number which of the runs of this case in this language it is, from 1
 */
record Job(BenchCase played, String language, int number) {
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9-]+");
    private static final int LONGEST_NAME = 60;

    /** Of the integration. */
    String name() {
        var slug = FOREIGN.matcher(played.slug().toLowerCase(Locale.ROOT)).replaceAll("-");
        var begins = "bench-" + slug;
        var ending = "-" + language + (number == 1 ? "" : "-" + number);
        var room = Math.min(begins.length(), LONGEST_NAME - ending.length());
        return begins.substring(0, room).replaceFirst("-+$", "") + ending;
    }

    /** For people. */
    String label() {
        return "%s:%s%s".formatted(played.slug(), language, number == 1 ? "" : "#" + number);
    }
}

package dev.routewright.export;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Leaves open in what was seen once what will not be seen again: moments, random identifiers. Such a text counts only when
 * it is in nothing that came in, was answered or stands in the route.
 */
final class LeftOpen {
    /** Stands for any text. */
    static final String ANY = "<any>";

    private static final Pattern PASSING = Pattern.compile(String.join(
            "|",
            // a UUID; an identifier of Camel; a moment; its parts; without signs; in milliseconds
            "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            "[0-9A-F]{15}-[0-9A-F]{16}",
            "20\\d\\d-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?(?:\\[[A-Za-z/_]+])?",
            "20\\d\\d-\\d\\d-\\d\\d",
            "20\\d{12,15}",
            "20[2-9]\\d(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])",
            "1[6-9]\\d{11}"));

    private final List<String> known;

    LeftOpen(List<@Nullable String> known) {
        this.known = known.stream().filter(Objects::nonNull).toList();
    }

    String in(String text) {
        return PASSING.matcher(text).replaceAll(found -> {
            var passing = found.group();
            boolean same = known.stream().anyMatch(one -> one.contains(passing));
            return Matcher.quoteReplacement(same ? passing : ANY);
        });
    }
}

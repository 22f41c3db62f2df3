package dev.routewright.cli;

import java.time.Duration;
import java.util.regex.Pattern;

/** A time limit as people write it: {@code 90s}, {@code 5m}, {@code 1h}. */
final class Patience {
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})(s|m|h)");

    private Patience() {}

    static Duration of(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches())
            throw new Complaint(
                    Exit.USAGE, "“%s” is no time limit. Write it like 90s, 5m or 1h.".formatted(Terminal.clean(text)));
        var count = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}

package dev.routewright.drafting.model;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** How long an endpoint asks to be left alone: seconds, or a date. */
final class RetryAfter {
    private RetryAfter() {}

    static @Nullable Duration read(HttpHeaders headers) {
        String said = headers.firstValue("retry-after").orElse("").strip();
        if (said.isEmpty()) return null;
        if (said.matches("\\d{1,9}(\\.\\d{1,6})?")) return Duration.ofMillis((long) (Double.parseDouble(said) * 1000));
        try {
            var until = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(ZonedDateTime.now(ZoneOffset.UTC), until);
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException neither) {
            return null;
        }
    }
}

package dev.routewright.web;

import dev.routewright.services.Mediation;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** What shall be different; what is missing stays. Times are written {@code 500ms}, {@code 5s} or {@code PT5S}. */
record MediationChange(
        @Nullable String timeout,
        @Nullable Integer retries,
        @Nullable String retryDelay,
        @Nullable Double backoff,
        @Nullable String maxDelay,
        @Nullable Integer breakerWindow,
        @Nullable Integer breakerFailureRate,
        @Nullable String breakerWait,
        @Nullable String balancing) {

    Mediation applyTo(Mediation now) {
        return new Mediation(
                time("timeout", timeout, now.timeout()),
                other(retries, now.retries()),
                time("retryDelay", retryDelay, now.retryDelay()),
                other(backoff, now.backoff()),
                time("maxDelay", maxDelay, now.maxDelay()),
                other(breakerWindow, now.breakerWindow()),
                other(breakerFailureRate, now.breakerFailureRate()),
                time("breakerWait", breakerWait, now.breakerWait()),
                other(balancing, now.balancing()));
    }

    private static <T> T other(@Nullable T wanted, T now) {
        return wanted == null ? now : wanted;
    }

    private static Duration time(String name, @Nullable String wanted, Duration now) {
        if (wanted == null) return now;
        return Optional.of(wanted)
                .filter(text -> text.matches("\\d{1,9}(ms|s|m)?|PT[0-9HMS.]{1,20}"))
                .map(DurationStyle::detectAndParse)
                .orElseThrow(() -> new IllegalArgumentException(name + " must be a time such as 500ms or 5s."));
    }
}

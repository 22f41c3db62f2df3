package dev.routewright.web;

import dev.routewright.outbox.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls that are made whatever happens: those nobody waits for, and those that undo what a failed message did.
 *
 * @param firstPause after the first round of attempts; it doubles
 * @param longestPause to which it grows
 * @param giveUpAfter when a call that still fails becomes a dead letter
 * @param waiting calls that may wait for one integration
 * @param atOnce calls that are made at the same time
 */
@Validated
@ConfigurationProperties("routewright.outbox")
record OutboxProperties(
        @DefaultValue("1s") @NotNull @DurationMin(millis = 1)
        Duration firstPause,

        @DefaultValue("5m") @NotNull @DurationMin(millis = 1)
        Duration longestPause,

        @DefaultValue("24h") @NotNull @DurationMin(millis = 1)
        Duration giveUpAfter,

        @DefaultValue("1000") @Min(1) @Max(1_000_000) int waiting,
        @DefaultValue("16") @Min(1) @Max(1000) int atOnce) {

    Limits limits() {
        return new Limits(firstPause, longestPause, giveUpAfter, waiting, atOnce);
    }
}

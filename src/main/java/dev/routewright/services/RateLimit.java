package dev.routewright.services;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How many calls may be made.
 *
 * @param calls in each period
 * @param per the period
 * @param longestWait how long a call may wait for its turn; 0 for not at all
 */
public record RateLimit(
        int calls, Duration per, @JsonProperty("wait") Duration longestWait) {
    public RateLimit {
        Bounds.within("calls", calls, 1, 1_000_000);
        Bounds.within("per", per, Duration.ofMillis(1), Duration.ofDays(1));
        Bounds.within("wait", longestWait, Duration.ZERO, Duration.ofHours(1));
    }
}

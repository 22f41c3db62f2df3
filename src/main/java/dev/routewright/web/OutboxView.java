package dev.routewright.web;

import dev.routewright.outbox.Waiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits, without its inputs.
 *
 * @param kind {@code compensation} or {@code async}
 * @param version that accepted it
 * @param state {@code waiting}, or {@code failing} when it was tried in vain
 * @param lastError why, as a sentence
 */
record OutboxView(
        String id,
        String kind,
        String operation,
        int version,
        String state,
        int attempts,
        Instant accepted,
        Instant nextTry,
        @Nullable String lastError) {

    static OutboxView of(Waiting waiting) {
        return new OutboxView(
                waiting.call().id(),
                waiting.undoes() ? "compensation" : "async",
                waiting.call().key(),
                waiting.call().version(),
                waiting.attempts() == 0 ? "waiting" : "failing",
                waiting.attempts(),
                waiting.accepted(),
                waiting.nextTry(),
                waiting.lastError());
    }
}

package dev.routewright.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call in the outbox.
 *
 * @param saga the message it undoes something of, null for a call nobody waits for
 * @param noted whether it is not to be made yet, or never: its message is under way
 * @param attempts after which it is still here
 * @param nextTry not before this
 * @param lastError why the last attempt failed, as a sentence
 */
public record Waiting(
        Call call,
        @Nullable String saga,
        boolean undoes,
        boolean noted,
        int attempts,
        Instant accepted,
        Instant nextTry,
        @Nullable String lastError) {}

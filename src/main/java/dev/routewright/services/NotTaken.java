package dev.routewright.services;

import org.jspecify.annotations.Nullable;

/** A call that was to be made later could not be accepted. Another time may do. */
public final class NotTaken extends ServiceFailure {
    public NotTaken(String operation, String sentence, @Nullable Throwable cause) {
        super(operation, sentence, Answered.NOTHING, cause);
    }
}

package dev.routewright.services;

import org.jspecify.annotations.Nullable;

/** Nothing could be remembered or read. Another time may do. */
public final class MemoryFailed extends ServiceFailure {
    MemoryFailed(String operation, String sentence, @Nullable Throwable cause) {
        super(operation, sentence, Answered.NOTHING, cause);
    }
}

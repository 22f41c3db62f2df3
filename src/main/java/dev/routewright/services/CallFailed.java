package dev.routewright.services;

import org.jspecify.annotations.Nullable;

/** No usable answer after every attempt that was allowed. Another time may do. */
public final class CallFailed extends ServiceFailure {
    private final int attempts;

    CallFailed(String operation, String why, int attempts, Answered answered, @Nullable Throwable cause) {
        super(
                operation,
                attempts == 0
                        ? "%s Nothing was sent.".formatted(why)
                        : "%s %s made.".formatted(why, attempts == 1 ? "1 attempt was" : attempts + " attempts were"),
                answered,
                cause);
        this.attempts = attempts;
    }

    public int attempts() {
        return attempts;
    }
}

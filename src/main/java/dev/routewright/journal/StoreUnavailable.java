package dev.routewright.journal;

import org.jspecify.annotations.Nullable;

/** The store cannot be read or written; only an operator can help. The message is a sentence for people. */
public class StoreUnavailable extends RuntimeException {
    StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.routewright.services.discovery;

import org.jspecify.annotations.Nullable;

/** Nothing could be looked up. What was known stays; the next lookup may do. The message is a sentence for people. */
final class LookupFailed extends Exception {
    private static final long serialVersionUID = 1L;

    LookupFailed(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}

package dev.routewright.journal;

import org.jspecify.annotations.Nullable;

/**
 * Text as every database takes it. PostgreSQL has no place for the character NUL, and a message must not be lost because
 * the failure of a service held one.
 */
final class Storable {
    private Storable() {}

    static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }
}

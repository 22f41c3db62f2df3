package dev.routewright.services;

import org.jspecify.annotations.Nullable;

/** A schema cannot be used, or takes too long to compare with. Whoever wrote the route has to change it. */
public final class SchemaUnusable extends ServiceFailure {
    SchemaUnusable(String operation, String sentence, @Nullable Throwable cause) {
        super(operation, sentence, Answered.NOTHING, cause);
    }
}

package dev.routewright.web.security;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody who has signed in.
 *
 * @param hash of the password it was done with: another one, and nobody is signed in any more
 */
record Operator(String name, String hash, Instant since) implements Principal {
    static final String NAME = "admin";

    private static final Duration LONGEST = Duration.ofHours(12);

    boolean isStill(String hashNow, Instant now) {
        return hash.equals(hashNow) && now.isBefore(since.plus(LONGEST));
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}

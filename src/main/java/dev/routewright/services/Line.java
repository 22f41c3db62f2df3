package dev.routewright.services;

import dev.routewright.route.Operation;
import java.util.Optional;
import java.util.Set;

/** Where the attempts of one call can go. */
public interface Line {

    Operation operation();

    Mediation mediation();

    /**
     * The target for the next attempt, one that was not tried before where there is one.
     *
     * @return empty when there is none, or all of them are resting
     */
    Optional<Target> next(Set<Target> tried);

    /** Why {@link #next} is empty, as a sentence. */
    String whyNone();
}

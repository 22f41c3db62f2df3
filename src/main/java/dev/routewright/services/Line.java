package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the attempts of one call can go, and what all calls of the operation share. */
public interface Line {

    Operation operation();

    /** As it is for this operation. */
    Mediation mediation();

    /**
     * The target for the next attempt, one that was not tried before where there is one.
     *
     * @param asked for what the route says about balancing
     * @param input by which a call may stick to an instance
     * @return empty when there is none, or all of them are resting or full
     */
    Optional<Target> next(Set<Target> tried, Asked asked, ObjectNode input);

    /** Why {@link #next} is empty, as a sentence. */
    String whyNone();

    /** Whether {@link #next} is empty only because too many calls are under way: in a moment there may be room. */
    default boolean isFull() {
        return false;
    }

    /** What stands in for a reply when a call fails. */
    default Optional<Fallback> fallback() {
        return own().flatMap(OperationMediation::fallback);
    }

    /** Whether somebody has said that the same call may, or must not, be made twice. */
    default Optional<Boolean> idempotent() {
        return own().flatMap(OperationMediation::idempotent);
    }

    private Optional<OperationMediation> own() {
        return Optional.ofNullable(mediation().operations().get(operation().id()));
    }

    /** The turns its calls take, where their number is limited. */
    default @Nullable Turns turns() {
        return null;
    }

    /** What the calls of a service share; nothing on a stage, where no call may change what the next one meets. */
    default @Nullable Common common() {
        return null;
    }
}

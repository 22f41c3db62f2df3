package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.services.CallCredentials.Sent;
import java.time.Duration;
import java.util.List;

/** One place an attempt goes to: an instance of a service, or its stand-in on a stage. */
public interface Target {

    /** @param timeout for the whole attempt, however slowly bytes arrive */
    Reply send(Operation operation, ObjectNode input, Duration timeout) throws AttemptFailed, InputMissing;

    /**
     * With credentials, which only what really is the service gets: a stand-in on a stage never sees them.
     *
     * @param settings how the exchange is made
     */
    default Reply send(
            Operation operation, ObjectNode input, Duration timeout, Mediation settings, List<Sent> credentials)
            throws AttemptFailed, InputMissing {
        return send(operation, input, timeout);
    }

    /** Told once after each {@link #send}. */
    void settle(Result result, long nanos);

    /** What an attempt says about the health of its target. */
    enum Result {
        GOOD,
        BAD,
        /** Neither: the service is alive but wants less, or nothing was asked of it. */
        NEITHER
    }
}

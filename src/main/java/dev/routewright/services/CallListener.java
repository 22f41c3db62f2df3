package dev.routewright.services;

import dev.routewright.services.CallCredentials.Caller;
import java.net.URI;

/** Hears what becomes of calls, for figures. Told on the thread that made the call; must be quick and not throw. */
public interface CallListener {
    CallListener NONE = new CallListener() {};

    /** One attempt is over, whatever the call comes to. */
    default void attempted(Attempt attempt) {}

    /** One call is over. */
    default void called(Call call) {}

    /** @param instance where it went */
    record Attempt(String service, String operation, URI instance, Target.Result result, long nanos) {}

    /** @param attempts 0 when nothing was sent @param nanos from asking to outcome, pauses included */
    record Call(Caller caller, String service, String operation, Outcome outcome, int attempts, long nanos) {}

    /** What the caller got. */
    enum Outcome {
        REPLY,
        /** A reply that was kept, still fresh. */
        CACHED,
        /** A reply that was kept, past its time, because the call failed. */
        STALE,
        /** What stands in for a reply when the call fails. */
        FALLBACK,
        /** The service said no: a 4xx, or the inputs were not those it takes. */
        REFUSED,
        FAILED
    }
}

package dev.routewright.services;

import java.time.Duration;

/** How a call waits between two attempts. */
@FunctionalInterface
public interface Pauses {

    /** For a stage: nobody waits. */
    Pauses NONE = (pause, then) -> false;

    /** Runs {@code then} after the pause, on another thread; or returns false, and the caller goes on at once. */
    boolean after(Duration pause, Runnable then);
}

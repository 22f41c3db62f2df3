package dev.routewright.offenders.rehearsal;

import org.springframework.standin.SpringStandIn;

/** Breaks: the generator is a library without Spring. */
public final class RehearsalThatNeedsSpring {
    private RehearsalThatNeedsSpring() {}

    static void start() {
        SpringStandIn.use();
    }
}

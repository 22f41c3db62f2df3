package dev.routewright.tests;

import java.util.concurrent.TimeUnit;

/** How processes that tests have started end with them. */
final class Ended {
    private Ended() {}

    /** Asks it to stop, and makes it when it takes longer. */
    static void within(int seconds, Process process) {
        process.destroy();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

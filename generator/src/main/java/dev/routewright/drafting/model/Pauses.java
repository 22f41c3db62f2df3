package dev.routewright.drafting.model;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before asking again: doubling, with jitter, and never less than the endpoint asks for. */
final class Pauses {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Pauses() {}

    /** Empty when waiting makes no sense: the endpoint asks for longer than we would wait, or than there is time. */
    static Optional<Duration> before(int repetition, Trouble trouble, Duration left) {
        long doubled = FIRST.toMillis() << Math.min(repetition, 6);
        long jittered = doubled / 2 + ThreadLocalRandom.current().nextLong(doubled / 2 + 1);
        Duration wait = trouble.asksFor();
        Duration pause = Duration.ofMillis(wait == null ? jittered : Math.max(wait.toMillis(), jittered));
        return pause.compareTo(LONGEST) > 0 || pause.compareTo(left) >= 0 ? Optional.empty() : Optional.of(pause);
    }
}

package dev.routewright.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nobody guess on and on: after some failures an address has to wait, each time twice as long. Whoever is signed in
 * already is not concerned.
 */
final class Attempts {
    static final int FREE = 5;

    private static final Logger log = LoggerFactory.getLogger(Attempts.class);
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 5;

    private final Clock clock;
    private final Cache<String, Failures> failures;

    Attempts(Clock clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofHours(1))
                .build();
    }

    private record Failures(int count, Instant until) {}

    /** How long this address has to wait; zero when it may try. */
    Duration wait(String address) {
        @Nullable Failures known = failures.getIfPresent(address);
        if (known == null || known.count() < FREE) return Duration.ZERO;
        var left = Duration.between(clock.instant(), known.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    void failed(String address) {
        var now = failures.asMap()
                .merge(address, new Failures(1, clock.instant()), (known, one) -> next(known.count() + 1));
        if (now.count() >= FREE)
            log.warn("[login] {} failed attempts from {}; the next one has to wait.", now.count(), address);
    }

    private Failures next(int count) {
        var factor = 1L << Math.min(Math.max(count - FREE, 0), DOUBLINGS);
        var pause = FIRST.multipliedBy(factor);
        return new Failures(count, clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
    }

    void succeeded(String address) {
        failures.invalidate(address);
    }

    void forget() {
        failures.invalidateAll();
    }
}

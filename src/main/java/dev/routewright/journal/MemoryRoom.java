package dev.routewright.journal;

import dev.routewright.services.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many keys each integration has. They are counted once and then only added up, so that a figure is at most too
 * high; at the limit they are counted anew, but not for every message.
 */
final class MemoryRoom {
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final long most;
    private final Map<String, AtomicLong> keys = new ConcurrentHashMap<>();
    private final Map<String, Instant> full = new ConcurrentHashMap<>();

    MemoryRoom(JdbcClient jdbc, Clock clock, long most) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.most = most;
    }

    /** @param sweep removes what has expired @throws Memory.Full when there is no room for another key */
    void check(String integration, Runnable sweep) {
        if (keys(integration).get() < most) return;
        var seen = full.get(integration);
        if (seen == null || clock.instant().isAfter(seen.plus(BETWEEN_COUNTS))) {
            sweep.run();
            forget(integration);
            if (keys(integration).get() < most) return;
            full.put(integration, clock.instant());
        }
        throw new Memory.Full(integration, most);
    }

    void added(String integration) {
        keys(integration).incrementAndGet();
    }

    void forget(String integration) {
        keys.remove(integration);
        full.remove(integration);
    }

    private AtomicLong keys(String integration) {
        return keys.computeIfAbsent(
                integration,
                name -> new AtomicLong(jdbc.sql("select count(*) from memory where integration = ?")
                        .param(name)
                        .query(Long.class)
                        .single()));
    }
}

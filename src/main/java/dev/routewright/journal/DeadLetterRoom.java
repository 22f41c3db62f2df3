package dev.routewright.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much each integration has kept. Counted in memory for every message that comes in, and anew from time to time,
 * since what is deleted is not counted here.
 */
final class DeadLetterRoom {
    private final JdbcClient jdbc;
    private final DeadLetterStore.Limits limits;
    private final Map<String, AtomicReference<Used>> used = new ConcurrentHashMap<>();

    DeadLetterRoom(JdbcClient jdbc, DeadLetterStore.Limits limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    private record Used(long letters, long bytes) {
        Used and(long more) {
            return new Used(letters + 1, bytes + more);
        }
    }

    boolean hasRoom(String integration) {
        var now = of(integration).get();
        return now.letters() < limits.letters() && now.bytes() < limits.bytes();
    }

    void added(String integration, long bytes) {
        of(integration).updateAndGet(now -> now.and(bytes));
    }

    /** What is asked for next is counted. */
    void recount() {
        used.clear();
    }

    private AtomicReference<Used> of(String integration) {
        return used.computeIfAbsent(integration, name -> new AtomicReference<>(count(name)));
    }

    private Used count(String integration) {
        return jdbc.sql("select count(*), coalesce(sum(body_size), 0) from dead_letter where integration = ?")
                .param(integration)
                .query((row, index) -> new Used(row.getLong(1), row.getLong(2)))
                .single();
    }
}

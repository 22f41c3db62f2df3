package dev.routewright.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes dead letters away whose time is over, a few at a time so that messages that fail meanwhile never wait long. */
public final class DeadLetterUpkeep {
    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    public DeadLetterUpkeep(Store store, Clock clock) {
        this.jdbc = store.jdbc();
        this.clock = clock;
    }

    private record Old(String id, String integration) {}

    private static final String OLD = """
            select id, integration from dead_letter where state = :state and %s < :before
            order by seq fetch first :most rows only
            """;

    /** Those replayed longer ago. @return how many are gone, by integration */
    public Map<String, Long> forgetReplayed(Duration longerAgo) {
        return forget("replayed", "replayed", longerAgo);
    }

    /** Those nobody replayed, kept longer ago. @return how many are gone, by integration */
    public Map<String, Long> forgetKept(Duration longerAgo) {
        return forget("kept", "kept", longerAgo);
    }

    private Map<String, Long> forget(String state, String since, Duration longerAgo) {
        var before = OffsetDateTime.ofInstant(clock.instant().minus(longerAgo), ZoneOffset.UTC);
        var gone = new TreeMap<String, Long>();
        while (true) {
            var old = jdbc.sql(OLD.formatted(since))
                    .param("state", state)
                    .param("before", before)
                    .param("most", AT_ONCE)
                    .query((row, index) -> new Old(row.getString(1), row.getString(2)))
                    .list();
            long taken = 0;
            for (var one : old) {
                // Somebody may be replaying it by now.
                int rows = jdbc.sql("delete from dead_letter where id = ? and state = ?")
                        .params(one.id(), state)
                        .update();
                if (rows == 0) continue;
                gone.merge(one.integration(), 1L, Long::sum);
                taken++;
            }
            if (old.size() < AT_ONCE || taken == 0) return gone;
        }
    }
}

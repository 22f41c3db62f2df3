package dev.routewright.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.route.Grant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Kept messages that are still to be published elsewhere. Each is from the moment it is in the store, by the same
 * insert, until somebody says that it has arrived; so none is forgotten by a crash between the two.
 */
public final class DeadLetterOutbox {
    private final JdbcClient jdbc;

    public DeadLetterOutbox(Store store) {
        this.jdbc = store.jdbc();
    }

    /** @param message without its body, which may be large */
    public record Due(
            String id,
            long seq,
            String integration,
            int version,
            @Nullable String step,
            String cause,
            Instant kept,
            Message message) {}

    private static final String DUE = """
            select id, seq, integration, version, step, cause, kept, entry, headers from dead_letter
            where published = false and state <> 'held' and seq > ? order by seq fetch first ? rows only
            """;

    /** Oldest first. @param after only those kept after the one with this number */
    public List<Due> due(long after, int most) {
        return jdbc.sql(DUE).params(after, most).query(DeadLetterOutbox::due).list();
    }

    public byte @Nullable [] body(String id) {
        return jdbc.sql("select body from dead_letter where id = ? and body is not null")
                .param(id)
                .query((row, index) -> row.getBytes(1))
                .optional()
                .orElse(null);
    }

    public void published(String id) {
        jdbc.sql("update dead_letter set published = true where id = ?")
                .param(id)
                .update();
    }

    private static Due due(ResultSet row, int index) throws SQLException {
        return new Due(
                row.getString("id"),
                row.getLong("seq"),
                row.getString("integration"),
                row.getInt("version"),
                row.getString("step"),
                row.getString("cause"),
                row.getObject("kept", OffsetDateTime.class).toInstant(),
                new Message(
                        Json.read(row.getString("entry"), Grant.Entry.class),
                        Json.read(row.getString("headers"), new TypeReference<Map<String, String>>() {}),
                        null));
    }
}

package dev.routewright.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.routewright.journal.DeadLetterStore.DeadLetter;
import dev.routewright.journal.DeadLetterStore.First;
import dev.routewright.route.Grant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads dead letters. What is held for a group under way is none. */
final class DeadLetterReader {
    private final JdbcClient jdbc;

    DeadLetterReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final String COLUMNS = """
            select id, seq, integration, version, exchange_id, entry, headers, body_size, step, cause, kept, edited, state,
                replayed, outcome from dead_letter
            """;
    private static final String OF_FILTER = "where integration = :integration and state <> 'held'";

    /** Newest first. @param before only what was kept before the one with this number */
    List<DeadLetter> list(String integration, DeadLetterFilter filter, long before, int limit) {
        var condition = filter.condition();
        return jdbc.sql(COLUMNS + OF_FILTER + condition.and()
                        + " and seq < :before order by seq desc fetch first :limit rows only")
                .param("integration", integration)
                .param("before", before)
                .param("limit", limit)
                .params(condition.parameters())
                .query(DeadLetterReader::letter)
                .list();
    }

    /** Oldest first. */
    List<String> ids(String integration, DeadLetterFilter filter, int limit) {
        var condition = filter.condition();
        return jdbc.sql("select id from dead_letter " + OF_FILTER + condition.and()
                        + " order by seq fetch first :limit rows only")
                .param("integration", integration)
                .param("limit", limit)
                .params(condition.parameters())
                .query(String.class)
                .list();
    }

    Optional<DeadLetter> find(String integration, String id) {
        return jdbc.sql(COLUMNS + "where integration = ? and id = ? and state <> 'held'")
                .params(integration, id)
                .query(DeadLetterReader::letter)
                .optional();
    }

    Optional<byte[]> body(String id) {
        return jdbc.sql("select body from dead_letter where id = ? and body is not null")
                .param(id)
                .query((row, index) -> row.getBytes(1))
                .optional();
    }

    Optional<First> first(String integration, String id) {
        return jdbc.sql(
                        "select first_headers, first_body from dead_letter where integration = ? and id = ? and edited is not null")
                .params(integration, id)
                .query((row, index) -> new First(
                        Json.read(row.getString(1), new TypeReference<Map<String, String>>() {}), row.getBytes(2)))
                .optional();
    }

    private static DeadLetter letter(ResultSet row, int index) throws SQLException {
        return new DeadLetter(
                row.getString("id"),
                row.getLong("seq"),
                row.getString("integration"),
                row.getInt("version"),
                row.getString("exchange_id"),
                Json.read(row.getString("entry"), Grant.Entry.class),
                Json.read(row.getString("headers"), new TypeReference<Map<String, String>>() {}),
                row.getObject("body_size", Long.class),
                row.getString("step"),
                row.getString("cause"),
                row.getObject("kept", OffsetDateTime.class).toInstant(),
                instant(row, "edited"),
                row.getString("state"),
                instant(row, "replayed"),
                row.getString("outcome"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

package dev.routewright.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.routewright.cell.CellRuntime;
import dev.routewright.route.Grant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages nobody could deliver or answer, until somebody replays or deletes them. {@link #keep} returns only when the
 * message is in the file; nothing here removes one by itself.
 */
public final class DeadLetterStore implements CellRuntime.DeadLetters {
    /** Bytes of the largest body that can be kept. */
    public static final int LARGEST = 10 << 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    public DeadLetterStore(Store store, Clock clock) {
        this.jdbc = store.jdbc();
        this.clock = clock;
    }

    /**
     * A kept message without its body.
     *
     * @param bodySize in bytes, null when there was no body
     * @param state {@code kept}, {@code replaying} or {@code replayed}
     * @param outcome what became of the replay, null before one
     */
    public record DeadLetter(
            String id,
            String integration,
            int version,
            String exchangeId,
            Grant.Entry entry,
            Map<String, String> headers,
            @Nullable Long bodySize,
            @Nullable String step,
            String cause,
            Instant kept,
            String state,
            @Nullable Instant replayed,
            @Nullable String outcome) {}

    private static final String KEEP = """
            insert into dead_letter (id, integration, version, exchange_id, entry, headers, body, body_size, step, cause,
                kept, state)
            values (:id, :integration, :version, :exchange, :entry, :headers, :body, :size, :step, :cause, :kept, :state)
            """;

    @Override
    public String keep(CellRuntime.Failure failure) {
        return insert(failure, "kept");
    }

    /** What is held shows nowhere until {@link #giveBackInterrupted} makes a dead letter of it. */
    @Override
    public String hold(CellRuntime.Failure failure) {
        return insert(failure, "held");
    }

    @Override
    public void letGo(String id) {
        jdbc.sql("delete from dead_letter where id = ? and state = 'held'")
                .param(id)
                .update();
    }

    private String insert(CellRuntime.Failure failure, String state) {
        var body = failure.message().body();
        if (body != null && body.length > LARGEST)
            throw new IllegalArgumentException(
                    "The message of %s is larger than 10 MiB and cannot be kept.".formatted(failure.integration()));
        var id = UUID.randomUUID().toString();
        jdbc.sql(KEEP)
                .param("id", id)
                .param("integration", failure.integration())
                .param("version", failure.version())
                .param("exchange", shortened(failure.exchangeId()))
                .param("entry", Json.write(failure.message().entry()))
                .param("headers", Json.write(failure.message().headers()))
                .param("body", body, java.sql.Types.BINARY)
                .param("size", body == null ? null : (long) body.length)
                .param("step", failure.step() == null ? null : shortened(failure.step()))
                .param("cause", failure.cause())
                .param("kept", now())
                .param("state", state)
                .update();
        return id;
    }

    private static final String COLUMNS = """
            select id, integration, version, exchange_id, entry, headers, body_size, step, cause, kept, state, replayed,
                outcome from dead_letter
            """;

    /** Newest first. */
    public List<DeadLetter> list(String integration, int limit) {
        return jdbc.sql(COLUMNS + "where integration = ? and state <> 'held' order by seq desc fetch first ? rows only")
                .params(integration, limit)
                .query(DeadLetterStore::letter)
                .list();
    }

    public Optional<DeadLetter> find(String integration, String id) {
        return jdbc.sql(COLUMNS + "where integration = ? and id = ? and state <> 'held'")
                .params(integration, id)
                .query(DeadLetterStore::letter)
                .optional();
    }

    public Optional<byte[]> body(String id) {
        return jdbc.sql("select body from dead_letter where id = ? and body is not null")
                .param(id)
                .query((row, index) -> row.getBytes(1))
                .optional();
    }

    /** Messages that were never replayed, by integration. */
    public Map<String, Long> waiting() {
        return jdbc.sql(
                        "select integration, count(*) from dead_letter where state not in ('replayed', 'held') group by integration")
                .query(rows -> {
                    var counts = new java.util.TreeMap<String, Long>();
                    while (rows.next()) counts.put(rows.getString(1), rows.getLong(2));
                    return counts;
                });
    }

    /** Not while it could meet what it did itself. */
    private static final String BEGIN_REPLAY = """
            update dead_letter set state = 'replaying' where id = ? and state = 'kept'
                and not exists (select 1 from saga where letter = dead_letter.id and undoing)
            """;

    /** Takes a message for replay, so that two replays at once do not both send it; false when it is not to be had. */
    public boolean beginReplay(String id) {
        return jdbc.sql(BEGIN_REPLAY).param(id).update() == 1;
    }

    public void markReplayed(String id, String outcome) {
        jdbc.sql("update dead_letter set state = 'replayed', replayed = ?, outcome = ? where id = ?")
                .params(now(), outcome, id)
                .update();
    }

    /** The replay did not take place; the message waits as before. */
    public void giveBack(String id) {
        jdbc.sql("update dead_letter set state = 'kept' where id = ?").param(id).update();
    }

    /**
     * At start: a replay that was under way when the process died counts as not done, and what was held then is a dead
     * letter. Twice is better than never.
     */
    public void giveBackInterrupted() {
        jdbc.sql("update dead_letter set state = 'kept' where state in ('replaying', 'held')")
                .update();
    }

    public boolean delete(String integration, String id) {
        return jdbc.sql("delete from dead_letter where integration = ? and id = ? and state <> 'held'")
                        .params(integration, id)
                        .update()
                == 1;
    }

    /** More is known now of why it is here. */
    public void note(String id, String cause) {
        jdbc.sql("update dead_letter set cause = ? where id = ?")
                .params(cause, id)
                .update();
    }

    private static DeadLetter letter(ResultSet row, int index) throws SQLException {
        var replayed = row.getObject("replayed", OffsetDateTime.class);
        return new DeadLetter(
                row.getString("id"),
                row.getString("integration"),
                row.getInt("version"),
                row.getString("exchange_id"),
                Json.read(row.getString("entry"), Grant.Entry.class),
                Json.read(row.getString("headers"), new TypeReference<Map<String, String>>() {}),
                row.getObject("body_size", Long.class),
                row.getString("step"),
                row.getString("cause"),
                row.getObject("kept", OffsetDateTime.class).toInstant(),
                row.getString("state"),
                replayed == null ? null : replayed.toInstant(),
                row.getString("outcome"));
    }

    /** Ids come from drafts; a long one must not keep the message from being kept. */
    private static String shortened(String id) {
        return id.length() <= 200 ? id : id.substring(0, 200);
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

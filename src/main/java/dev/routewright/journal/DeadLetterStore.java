package dev.routewright.journal;

import dev.routewright.cell.CellRuntime;
import dev.routewright.route.Grant;
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
 * Messages nobody could deliver or answer, until somebody replays or deletes them, or their time is over
 * ({@link DeadLetterUpkeep}). {@link #keep} returns only when the message is in the file.
 */
public final class DeadLetterStore implements CellRuntime.DeadLetters {
    /** Bytes of the largest body that can be kept. */
    public static final int LARGEST = 10 << 20;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeadLetterReader reader;
    private final DeadLetterRoom room;

    public DeadLetterStore(Store store, Clock clock) {
        this(store, clock, Limits.STANDARD);
    }

    public DeadLetterStore(Store store, Clock clock, Limits limits) {
        this.jdbc = store.jdbc();
        this.clock = clock;
        this.reader = new DeadLetterReader(jdbc);
        this.room = new DeadLetterRoom(jdbc, limits);
    }

    /**
     * What one integration may have kept before its HTTP entries take nothing more in.
     *
     * @param bytes of all bodies together
     */
    public record Limits(long letters, long bytes) {
        public static final Limits STANDARD = new Limits(100_000, 1L << 30);
    }

    /**
     * A kept message without its body.
     *
     * @param seq grows with each one that is kept
     * @param bodySize in bytes, null when there was no body
     * @param edited when it was last changed, null when it is as it came
     * @param state {@code kept}, {@code replaying} or {@code replayed}
     * @param outcome what became of the replay, null before one
     */
    public record DeadLetter(
            String id,
            long seq,
            String integration,
            int version,
            String exchangeId,
            Grant.Entry entry,
            Map<String, String> headers,
            @Nullable Long bodySize,
            @Nullable String step,
            String cause,
            Instant kept,
            @Nullable Instant edited,
            String state,
            @Nullable Instant replayed,
            @Nullable String outcome) {}

    /** Headers and body as they came, of a message that was changed since. */
    public record First(Map<String, String> headers, byte @Nullable [] body) {}

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
        room.added(failure.integration(), body == null ? 0 : body.length);
        return id;
    }

    @Override
    public boolean hasRoom(String integration) {
        return room.hasRoom(integration);
    }

    /** Some are gone, so there may be room again. */
    public void recount() {
        room.recount();
    }

    /** Newest first. @param before only what was kept before the one with this number */
    public List<DeadLetter> list(String integration, DeadLetterFilter filter, long before, int limit) {
        return reader.list(integration, filter, before, limit);
    }

    /** Oldest first. */
    public List<String> ids(String integration, DeadLetterFilter filter, int limit) {
        return reader.ids(integration, filter, limit);
    }

    public Optional<DeadLetter> find(String integration, String id) {
        return reader.find(integration, id);
    }

    public Optional<byte[]> body(String id) {
        return reader.body(id);
    }

    private static final String EDIT = """
            update dead_letter set first_headers = coalesce(first_headers, headers),
                first_body = case when edited is null then body else first_body end,
                headers = :headers, body = :body, body_size = :size, edited = :now
            where integration = :integration and id = :id and state = 'kept'
            """;

    /** Changes what a replay sends; the first form stays beside it. False when it is not there to be changed. */
    public boolean edit(String integration, String id, Map<String, String> headers, byte @Nullable [] body) {
        return jdbc.sql(EDIT)
                        .param("headers", Json.write(headers))
                        .param("body", body, java.sql.Types.BINARY)
                        .param("size", body == null ? null : (long) body.length)
                        .param("now", now())
                        .param("integration", integration)
                        .param("id", id)
                        .update()
                == 1;
    }

    public Optional<First> first(String integration, String id) {
        return reader.first(integration, id);
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

    /** Ids come from drafts; a long one must not keep the message from being kept. */
    private static String shortened(String id) {
        return id.length() <= 200 ? id : id.substring(0, 200);
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

package dev.routewright.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.routewright.outbox.Begun;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.OutboxStore;
import dev.routewright.outbox.Waiting;
import dev.routewright.services.Asked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outbox in the store. A message that notes compensations is held as a dead letter nobody sees; that ends in the same
 * transaction in which the message does, so that no crash can make a dead letter of a message that was done.
 */
public final class OutboxTable implements OutboxStore {
    private final Store store;
    private final JdbcClient jdbc;
    private final Clock clock;

    public OutboxTable(Store store, Clock clock) {
        this.store = store;
        this.jdbc = store.jdbc();
        this.clock = clock;
    }

    private static final String OPEN = """
            insert into saga (id, integration, version, exchange_id, letter, undoing, cause, undone, given_up, opened)
            values (:id, :integration, :version, :exchange, :letter, false, '', '[]', '[]', :now)
            """;

    @Override
    public void open(Begun begun, Call undo) {
        whole(() -> {
            jdbc.sql(OPEN)
                    .param("id", begun.id())
                    .param("integration", begun.integration())
                    .param("version", begun.version())
                    .param("exchange", begun.exchangeId())
                    .param("letter", begun.letter(), Types.VARCHAR)
                    .param("now", at(clock.instant()))
                    .update();
            insert(undo, begun.id(), true);
        });
    }

    @Override
    public void note(String saga, Call undo) {
        boolean open = saga(saga).filter(begun -> !begun.undoing()).isPresent();
        insert(undo, saga, open);
    }

    private static final String INSERT = """
            insert into outbox (id, saga, undoes, noted, integration, version, service, operation, input, asked, attempts,
                accepted, next_try)
            values (:id, :saga, :undoes, :noted, :integration, :version, :service, :operation, :input, :asked, 0, :now, :now)
            """;

    private void insert(Call call, @Nullable String saga, boolean noted) {
        jdbc.sql(INSERT)
                .param("id", call.id())
                .param("saga", saga, Types.VARCHAR)
                .param("undoes", saga != null)
                .param("noted", noted)
                .param("integration", call.integration())
                .param("version", call.version())
                .param("service", call.service())
                .param("operation", call.operation())
                .param("input", call.input())
                .param("asked", Json.write(call.asked()))
                .param("now", at(clock.instant()))
                .update();
    }

    @Override
    public void doing(String saga, String operation) {
        jdbc.sql("update saga set doing = ? where id = ?")
                .params(operation, saga)
                .update();
    }

    @Override
    public void ended(String saga) {
        whole(() -> {
            jdbc.sql("delete from dead_letter where state = 'held' and id = (select letter from saga where id = ?)")
                    .param(saga)
                    .update();
            jdbc.sql("delete from outbox where saga = ? and noted").param(saga).update();
            jdbc.sql("update outbox set saga = null where saga = ?").param(saga).update();
            forget(saga);
        });
    }

    private static final String UNHOLD = """
            delete from dead_letter where state = 'held' and id = (select letter from saga where id = :saga)
                and id <> coalesce(:letter, '')
            """;

    @Override
    public void undo(String saga, @Nullable String letter, String cause) {
        whole(() -> {
            jdbc.sql(UNHOLD)
                    .param("saga", saga)
                    .param("letter", letter, Types.VARCHAR)
                    .update();
            if (letter != null)
                jdbc.sql("update dead_letter set state = 'kept', cause = ? where id = ? and state = 'held'")
                        .params(cause, letter)
                        .update();
            jdbc.sql("update saga set undoing = true, letter = :letter, cause = :cause where id = :id")
                    .param("letter", letter, Types.VARCHAR)
                    .param("cause", cause)
                    .param("id", saga)
                    .update();
            jdbc.sql("update outbox set noted = false, accepted = :now, next_try = :now where saga = :saga and noted")
                    .param("now", at(clock.instant()))
                    .param("saga", saga)
                    .update();
        });
    }

    private static final String SAGAS = """
            select id, integration, version, exchange_id, letter, doing, undoing, cause, undone, given_up from saga
            """;

    @Override
    public Optional<Begun> saga(String id) {
        return jdbc.sql(SAGAS + "where id = ?")
                .param(id)
                .query(OutboxTable::begun)
                .optional();
    }

    @Override
    public List<Begun> sagas() {
        return jdbc.sql(SAGAS + "order by opened").query(OutboxTable::begun).list();
    }

    @Override
    public boolean isUndoing(String letter) {
        return jdbc.sql("select count(*) from saga where letter = ? and undoing")
                        .param(letter)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static final String CALLS = """
            select id, saga, undoes, noted, integration, version, service, operation, input, asked, attempts, accepted,
                next_try, last_error from outbox
            """;

    @Override
    public List<Waiting> of(String saga) {
        return jdbc.sql(CALLS + "where saga = ? order by seq desc")
                .param(saga)
                .query(OutboxTable::row)
                .list();
    }

    @Override
    public void accept(Call call) {
        insert(call, null, false);
    }

    @Override
    public List<Waiting> due(Instant now, int most) {
        return jdbc.sql(CALLS + "where not noted and next_try <= ? order by next_try, seq fetch first ? rows only")
                .params(at(now), most)
                .query(OutboxTable::row)
                .list();
    }

    @Override
    public Optional<Instant> nextDue() {
        return jdbc.sql("select next_try from outbox where not noted order by next_try fetch first 1 rows only")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public void done(Waiting made) {
        var saga = made.saga();
        whole(() -> {
            remove(made);
            if (saga != null)
                saga(saga)
                        .ifPresent(begun -> list(
                                saga, "undone", plus(begun.undone(), made.call().key())));
        });
    }

    @Override
    public void givenUp(Waiting lost, String where) {
        var saga = lost.saga();
        var what = "%s (kept as %s)".formatted(lost.call().key(), where);
        whole(() -> {
            remove(lost);
            if (saga != null) saga(saga).ifPresent(begun -> list(saga, "given_up", plus(begun.givenUp(), what)));
        });
    }

    private void remove(Waiting waiting) {
        jdbc.sql("delete from outbox where id = ?").param(waiting.call().id()).update();
    }

    private void list(String saga, String column, List<String> all) {
        jdbc.sql("update saga set %s = ? where id = ?".formatted(column))
                .params(Json.write(all), saga)
                .update();
    }

    private static List<String> plus(List<String> list, String more) {
        var all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    private static final String LATER = """
            update outbox set noted = false, attempts = attempts + 1, next_try = :next, last_error = :error where id = :id
            """;

    @Override
    public void later(Waiting failed, Instant nextTry, String error) {
        jdbc.sql(LATER)
                .param("next", at(nextTry))
                .param("error", error)
                .param("id", failed.call().id())
                .update();
    }

    @Override
    public void forget(String saga) {
        jdbc.sql("delete from saga where id = ?").param(saga).update();
    }

    @Override
    public List<Waiting> list(String integration, int most) {
        return jdbc.sql(CALLS + "where integration = ? and not noted order by seq fetch first ? rows only")
                .params(integration, most)
                .query(OutboxTable::row)
                .list();
    }

    @Override
    public Optional<Waiting> find(String integration, String id) {
        return jdbc.sql(CALLS + "where integration = ? and id = ? and not noted")
                .params(integration, id)
                .query(OutboxTable::row)
                .optional();
    }

    @Override
    public boolean retry(String integration, String id, Instant now) {
        return jdbc.sql("update outbox set next_try = ? where integration = ? and id = ? and not noted")
                        .params(at(now), integration, id)
                        .update()
                == 1;
    }

    @Override
    public boolean delete(String integration, String id) {
        return jdbc.sql("delete from outbox where integration = ? and id = ? and not noted")
                        .params(integration, id)
                        .update()
                == 1;
    }

    @Override
    public Map<String, Long> waiting() {
        return jdbc.sql("select integration, count(*) from outbox where not noted group by integration")
                .query(rows -> {
                    var counts = new TreeMap<String, Long>();
                    while (rows.next()) counts.put(rows.getString(1), rows.getLong(2));
                    return counts;
                });
    }

    private void whole(Runnable work) {
        store.inTransaction(() -> {
            work.run();
            return true;
        });
    }

    private static Begun begun(ResultSet row, int index) throws SQLException {
        return new Begun(
                row.getString("id"),
                row.getString("integration"),
                row.getInt("version"),
                row.getString("exchange_id"),
                row.getString("letter"),
                row.getString("doing"),
                row.getBoolean("undoing"),
                row.getString("cause"),
                Json.read(row.getString("undone"), new TypeReference<List<String>>() {}),
                Json.read(row.getString("given_up"), new TypeReference<List<String>>() {}));
    }

    private static Waiting row(ResultSet row, int index) throws SQLException {
        var call = new Call(
                row.getString("id"),
                row.getString("integration"),
                row.getInt("version"),
                row.getString("service"),
                row.getString("operation"),
                row.getString("input"),
                Json.read(row.getString("asked"), Asked.class));
        return new Waiting(
                call,
                row.getString("saga"),
                row.getBoolean("undoes"),
                row.getBoolean("noted"),
                row.getInt("attempts"),
                row.getObject("accepted", OffsetDateTime.class).toInstant(),
                row.getObject("next_try", OffsetDateTime.class).toInstant(),
                row.getString("last_error"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

package dev.routewright.journal;

import dev.routewright.services.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The memory of integrations in the store. Every operation is one statement that the primary key decides, or a few that
 * are tried again when somebody was faster; nothing is read first and trusted afterwards.
 */
public final class MemoryStore implements Memory {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryStore.class);
    private static final long MOST_KEYS = 1_000_000;
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
    private static final int TRIES = 20;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String boot = UUID.randomUUID().toString();
    private final MemoryRoom room;
    private final Queue<String> owed = new ConcurrentLinkedQueue<>();
    private final AtomicReference<OffsetDateTime> swept;

    public MemoryStore(Store store, Clock clock) {
        this(store, clock, MOST_KEYS);
    }

    /** @param mostKeys an integration may have */
    MemoryStore(Store store, Clock clock, long mostKeys) {
        this.jdbc = store.jdbc();
        this.clock = clock;
        this.room = new MemoryRoom(jdbc, clock, mostKeys);
        this.swept = new AtomicReference<>(now());
    }

    /** At start: what earlier processes had claimed when they died is free again. */
    public void releaseInterrupted() {
        int released = jdbc.sql(FREED + "boot <> :boot").param("boot", boot).update()
                + jdbc.sql(DROPPED + "boot <> :boot").param("boot", boot).update();
        if (released > 0) LOG.info("[memory] {} claims of messages that a stop interrupted are released.", released);
    }

    private static final String FREED = """
            update memory set state = 'kept', owner = null, boot = null
            where state = 'in-progress' and content is not null and\s""";
    private static final String DROPPED = "delete from memory where state = 'in-progress' and content is null and ";

    private static final String CLAIM_KEPT = """
            update memory set state = 'in-progress', owner = :owner, boot = :boot, keep_for = :keep, until = :until
            where integration = :integration and name = :name and state = 'kept'
            """;

    @Override
    public Claim begin(Entry entry, String owner, Duration keepFor) {
        tidy();
        for (int i = 0; i < TRIES; i++) {
            forgetExpired(entry);
            var found = find(entry);
            if (found.isEmpty()) {
                if (insert(entry, "in-progress", owner, null, keepFor)) return Claim.NEW;
            } else if (found.get().state().equals("kept")) {
                int claimed = jdbc.sql(CLAIM_KEPT)
                        .param("owner", owner)
                        .param("boot", boot)
                        .param("keep", keepFor.toSeconds())
                        .param("until", now().plus(keepFor))
                        .param("integration", entry.integration())
                        .param("name", entry.key())
                        .update();
                if (claimed == 1) return Claim.NEW;
            } else {
                var there = found.get();
                return there.state().equals("done") ? new Claim(State.DONE, there.content()) : Claim.IN_PROGRESS;
            }
        }
        throw new IllegalStateException("The key changes all the time.");
    }

    private static final String COMPLETE = """
            update memory set state = 'done', owner = null, boot = null, content = coalesce(:content, content),
                keep_for = :keep, until = :until
            where integration = :integration and name = :name
            """;

    @Override
    public void complete(Entry entry, @Nullable String value, @Nullable Duration keepFor) {
        tidy();
        for (int i = 0; i < TRIES; i++) {
            var keep = keepFor != null
                    ? keepFor
                    : find(entry).map(row -> Duration.ofSeconds(row.keepFor())).orElse(Duration.ofDays(30));
            if (change(COMPLETE, entry, value, keep) || insert(entry, "done", null, value, keep)) return;
        }
        throw new IllegalStateException("The key changes all the time.");
    }

    private static final String PUT = """
            update memory set content = :content, keep_for = :keep,
                until = case when until > :until then until else :until end
            where integration = :integration and name = :name
            """;

    @Override
    public void put(Entry entry, String value, Duration keepFor) {
        tidy();
        for (int i = 0; i < TRIES; i++) {
            forgetExpired(entry);
            if (change(PUT, entry, value, keepFor) || insert(entry, "kept", null, value, keepFor)) return;
        }
        throw new IllegalStateException("The key changes all the time.");
    }

    private boolean change(String sql, Entry entry, @Nullable String value, Duration keepFor) {
        return jdbc.sql(sql)
                        .param("content", value, java.sql.Types.VARCHAR)
                        .param("keep", keepFor.toSeconds())
                        .param("until", now().plus(keepFor))
                        .param("integration", entry.integration())
                        .param("name", entry.key())
                        .update()
                == 1;
    }

    private static final String RELEASE = """
            delete from memory where integration = :integration and name = :name
                and (state <> 'in-progress' or owner = :owner)
            """;

    @Override
    public boolean release(Entry entry, String owner) {
        return jdbc.sql(RELEASE)
                        .param("integration", entry.integration())
                        .param("name", entry.key())
                        .param("owner", owner)
                        .update()
                == 1;
    }

    private static final String GET = """
            select content from memory where integration = ? and name = ? and content is not null
                and (until > ? or state = 'in-progress')
            """;

    @Override
    public Optional<String> get(Entry entry) {
        return jdbc.sql(GET)
                .params(entry.integration(), entry.key(), now())
                .query(String.class)
                .optional();
    }

    @Override
    public void ended(String owner) {
        owed.add(owner);
        payOwed();
    }

    private static final String INSERT = """
            insert into memory (integration, name, state, owner, boot, content, keep_for, until)
            values (:integration, :name, :state, :owner, :boot, :content, :keep, :until) on conflict do nothing
            """;

    /** False when somebody was faster. */
    private boolean insert(
            Entry entry, String state, @Nullable String owner, @Nullable String value, Duration keepFor) {
        room.check(entry.integration(), this::sweep);
        boolean inserted = jdbc.sql(INSERT)
                        .param("integration", entry.integration())
                        .param("name", entry.key())
                        .param("state", state)
                        .param("owner", owner, java.sql.Types.VARCHAR)
                        .param("boot", owner == null ? null : boot, java.sql.Types.VARCHAR)
                        .param("content", value, java.sql.Types.VARCHAR)
                        .param("keep", keepFor.toSeconds())
                        .param("until", now().plus(keepFor))
                        .update()
                == 1;
        if (inserted) room.added(entry.integration());
        return inserted;
    }

    private static final String FIND = """
            select state, content, keep_for from memory where integration = ? and name = ?
            """;

    private record Row(String state, @Nullable String content, long keepFor) {}

    private Optional<Row> find(Entry entry) {
        return jdbc.sql(FIND)
                .params(entry.integration(), entry.key())
                .query((row, index) ->
                        new Row(row.getString("state"), row.getString("content"), row.getLong("keep_for")))
                .optional();
    }

    private void forgetExpired(Entry entry) {
        jdbc.sql("delete from memory where integration = ? and name = ? and state <> 'in-progress' and until <= ?")
                .params(entry.integration(), entry.key(), now())
                .update();
    }

    /** Claims whose message ended are released now; while the store does not answer they stay owed. */
    private void payOwed() {
        for (var owner = owed.poll(); owner != null; owner = owed.poll()) {
            try {
                jdbc.sql(FREED + "owner = :owner").param("owner", owner).update();
                jdbc.sql(DROPPED + "owner = :owner").param("owner", owner).update();
            } catch (RuntimeException notNow) {
                owed.add(owner);
                LOG.warn(
                        "[memory] the claims of message {} are not released yet: the store does not answer. They are "
                                + "released as soon as it does.",
                        owner);
                return;
            }
        }
    }

    private void tidy() {
        payOwed();
        var last = swept.get();
        if (now().isAfter(last.plus(BETWEEN_SWEEPS)) && swept.compareAndSet(last, now())) sweep();
    }

    private void sweep() {
        jdbc.sql("delete from memory where state <> 'in-progress' and until <= ?")
                .param(now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

package dev.routewright.journal;

import dev.routewright.route.Lang;
import dev.routewright.route.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Versions and which of them should be live. Decides nothing; a change of status happens only from the status the
 * caller saw, so two who decide at once do not both succeed.
 */
public final class Versions {
    private final Store store;
    private final JdbcClient jdbc;
    private final Clock clock;

    public Versions(Store store, Clock clock) {
        this.store = store;
        this.jdbc = store.jdbc();
        this.clock = clock;
    }

    public Version create(
            String integration, String source, Lang language, String description, Status status, Dossier dossier) {
        return create(integration, source, language, description, Map.of(), status, dossier, null);
    }

    /** Keeps a new version under the next number of its integration. Numbers are never given twice. */
    public Version create(
            String integration,
            String source,
            Lang language,
            String description,
            Map<String, String> answers,
            Status status,
            Dossier dossier,
            @Nullable ChangeRequest change) {
        return store.inTransaction(() -> {
            var number = nextNumber(integration);
            var now = now();
            var version = new Version(
                    integration,
                    number,
                    status,
                    source,
                    language,
                    description,
                    answers,
                    dossier,
                    change,
                    null,
                    false,
                    now,
                    now);
            insert(version);
            return version;
        });
    }

    private int nextNumber(String integration) {
        // Two who begin it at once wait for each other here.
        jdbc.sql("insert into integration (name, last_number, live_number, paused) values (?, 0, null, false) "
                        + "on conflict do nothing")
                .param(integration)
                .update();
        jdbc.sql("update integration set last_number = last_number + 1 where name = ?")
                .param(integration)
                .update();
        return jdbc.sql("select last_number from integration where name = ?")
                .param(integration)
                .query(Integer.class)
                .single();
    }

    private static final String INSERT = """
            insert into version (integration, number, status, source, language, description, answers, clauses, plan,
                questions, findings, yaml, granted, evidence, timings, provenance, change_request, why, approved, created,
                changed)
            values (:integration, :number, :status, :source, :language, :description, :answers, :clauses, :plan,
                :questions, :findings, :yaml, :granted, :evidence, :timings, :provenance, :change, :why, :approved,
                :created, :changed)
            """;

    private void insert(Version version) {
        bound(INSERT, version, version.changed())
                .param("created", at(version.created()))
                .update();
    }

    private static final String MOVE = """
            update version set status = :status, source = :source, language = :language, description = :description,
                answers = :answers, clauses = :clauses, plan = :plan, questions = :questions, findings = :findings,
                yaml = :yaml, granted = :granted, evidence = :evidence, timings = :timings, provenance = :provenance,
                change_request = :change, why = :why, approved = :approved, changed = :changed
            where integration = :integration and number = :number and status in (:from)
            """;

    /** Writes the changed version, unless its status is none of these any more; says whether it did. */
    public boolean move(Version changed, Status... from) {
        var codes = Arrays.stream(from).map(Status::code).toList();
        return bound(MOVE, changed, now()).param("from", codes).update() == 1;
    }

    private JdbcClient.StatementSpec bound(String sql, Version version, Instant changed) {
        var dossier = version.dossier();
        return jdbc.sql(sql)
                .param("integration", version.integration())
                .param("number", version.number())
                .param("status", version.status().code())
                .param("source", version.source())
                .param("language", version.language().code())
                .param("description", version.description())
                .param("answers", Json.write(version.answers()))
                .param("clauses", Json.write(dossier.clauses()))
                .param("plan", dossier.plan() == null ? null : Json.write(dossier.plan()))
                .param("questions", Json.write(dossier.questions()))
                .param("findings", Json.write(dossier.findings()))
                .param("yaml", dossier.yaml())
                .param("granted", Json.write(dossier.grant()))
                .param("evidence", Json.write(dossier.rehearsal()))
                .param("timings", Json.write(dossier.timings()))
                .param("provenance", dossier.provenance() == null ? null : Json.write(dossier.provenance()))
                .param("change", version.change() == null ? null : Json.write(version.change()))
                .param("why", version.why())
                .param("approved", version.approved())
                .param("changed", at(changed));
    }

    public Optional<Version> find(String integration, int number) {
        return jdbc.sql("select * from version where integration = ? and number = ?")
                .params(integration, number)
                .query(VersionRow::read)
                .optional();
    }

    public Optional<Version> latest(String integration) {
        return jdbc.sql("select * from version where integration = ? order by number desc fetch first 1 row only")
                .param(integration)
                .query(VersionRow::read)
                .optional();
    }

    /** The newest that came in by this door. */
    public Optional<Version> latest(String integration, String source) {
        return jdbc.sql("""
                        select * from version where integration = ? and source = ?
                        order by number desc fetch first 1 row only
                        """).params(integration, source).query(VersionRow::read).optional();
    }

    /** Newest first. */
    public List<Version> of(String integration) {
        return jdbc.sql("select * from version where integration = ? order by number desc")
                .param(integration)
                .query(VersionRow::read)
                .list();
    }

    public List<Version> in(Status... statuses) {
        return jdbc.sql("select * from version where status in (:statuses) order by integration, number")
                .param("statuses", Arrays.stream(statuses).map(Status::code).toList())
                .query(VersionRow::read)
                .list();
    }

    private static final String INTEGRATIONS = """
            select name, live_number, paused,
                (select max(number) from version where integration = name) as latest
            from integration where exists (select 1 from version where integration = name)
            """;

    public List<Integration> integrations() {
        return jdbc.sql(INTEGRATIONS + "order by name")
                .query(Versions::integration)
                .list();
    }

    public Optional<Integration> integration(String name) {
        return jdbc.sql(INTEGRATIONS + "and name = ?")
                .param(name)
                .query(Versions::integration)
                .optional();
    }

    /** Makes this the version that should run: it becomes live, the one that was live retires. */
    public Version makeLive(Version version) {
        return store.inTransaction(() -> {
            jdbc.sql("update version set status = 'retired', changed = ? where integration = ? and status = 'live'")
                    .params(at(now()), version.integration())
                    .update();
            var live = version.as(Status.LIVE, null);
            move(live, Status.values());
            jdbc.sql("update integration set live_number = ? where name = ?")
                    .params(version.number(), version.integration())
                    .update();
            return live;
        });
    }

    public void pause(String integration, boolean paused) {
        jdbc.sql("update integration set paused = ? where name = ?")
                .params(paused, integration)
                .update();
    }

    /** Forgets the versions; the last number stays, so the journal never speaks of two versions by one name. */
    public void delete(String integration) {
        store.inTransaction(() -> {
            jdbc.sql("delete from version where integration = ?")
                    .param(integration)
                    .update();
            forget(integration);
            return jdbc.sql("update integration set live_number = null, paused = false where name = ?")
                    .param(integration)
                    .update();
        });
    }

    /** What the integration's messages remembered. A message under way may remember something more until it ends. */
    public void forget(String integration) {
        jdbc.sql("delete from memory where integration = ?").param(integration).update();
    }

    private static Integration integration(ResultSet row, int index) throws SQLException {
        return new Integration(
                row.getString("name"),
                row.getInt("latest"),
                row.getObject("live_number", Integer.class),
                row.getBoolean("paused"));
    }

    /** Databases keep microseconds; what is returned must equal what is read back. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

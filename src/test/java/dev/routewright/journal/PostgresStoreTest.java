package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store does in its own file it does in a real PostgreSQL too. */
class PostgresStoreTest {
    @TempDir
    Path dir;

    @Nested
    class OfVersions extends VersionsTest {
        @Override
        Store opened(Path home) {
            return Postgres.store(home);
        }
    }

    @Nested
    class OfTheJournal extends JournalTest {
        @Override
        Store opened(Path home) {
            return Postgres.store(home);
        }
    }

    @Nested
    class OfMemory extends MemoryStoreTest {
        @Override
        Store opened(Path home) {
            return Postgres.store(home);
        }
    }

    @Nested
    class OfTheOutbox extends OutboxTableTest {
        @Override
        Store opened(Path home) {
            return Postgres.store(home);
        }
    }

    @Nested
    class OfDeadLettersAndServices extends KeptTest {
        @Override
        Store opened(Path home) {
            return Postgres.store(home);
        }
    }

    @Nested
    class OfCredentials extends CredentialStoreTest {
        @Override
        Store opened(Path home) {
            return Postgres.store(home);
        }

        @Override
        List<String> dump(Store store) {
            var all = new ArrayList<String>();
            for (var table : store.jdbc()
                    .sql("select table_name from information_schema.tables where table_schema = current_schema()")
                    .query(String.class)
                    .list())
                all.addAll(store.jdbc()
                        .sql("select t::text from %s t".formatted(table))
                        .query(String.class)
                        .list());
            return all;
        }
    }

    @Test
    void hasOneProcessAtATime() {
        try (var first = Postgres.store(dir)) {
            assertThat(first.answers()).isTrue();
            assertThatThrownBy(() -> Postgres.store(dir))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage(("[store %s] another process has it open. Nothing was started; that process goes on "
                                    + "undisturbed. Stop it first, or set routewright.store.url to a database or a schema "
                                    + "(currentSchema) of its own.")
                            .formatted(Postgres.url(dir).replaceFirst("[?].*", "")));
        }
        try (var second = Postgres.store(dir)) {
            assertThat(second.answers()).isTrue();
        }
    }

    @Test
    void aConnectionThatBrokeIsTakenUpAgainUnlessSomebodyElseHasTheStoreByThen() throws Exception {
        var lost = new AtomicBoolean();
        SoleUse.Way way =
                () -> java.sql.DriverManager.getConnection(Postgres.url(dir), SoleUse.settings(Postgres.USER, ""));
        try (var ours = SoleUse.of(way, "here")) {
            ours.watch(() -> lost.set(true));
            endLocks();
            ours.look();
            assertThat(lost).isFalse();
            assertThatThrownBy(() -> SoleUse.of(way, "here")).isInstanceOf(StoreUnavailable.class);

            endLocks();
            try (var theirs = SoleUse.of(way, "here")) {
                ours.look();
                await().untilTrue(lost);
            }
        }
    }

    @Test
    void aStoreThatSomebodyTookOverIsClosed() throws Exception {
        try (var store = Postgres.store(dir)) {
            endConnections();
            try (var theirs = Postgres.store(dir)) {
                assertThat(theirs.answers()).isTrue();
                await().atMost(Duration.ofSeconds(30)).until(() -> !store.answers());
            }
        }
    }

    static void endLocks() {
        end("= 'routewright (sole use)'");
    }

    static void endConnections() {
        end("like 'routewright%'");
    }

    private static void end(String applications) {
        Postgres.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name " + applications);
    }

    @Test
    void whatBreaksOffIsNotedInNothing() {
        try (var store = Postgres.store(dir)) {
            var versions = new Versions(store, Clock.systemUTC());
            assertThatThrownBy(() -> store.inTransaction(() -> {
                        store.jdbc()
                                .sql("insert into integration values ('order', 1, null, false)")
                                .update();
                        throw new IllegalStateException("It breaks off.");
                    }))
                    .hasMessage("It breaks off.");
            assertThat(versions.integrations()).isEmpty();
            assertThat(store.jdbc()
                            .sql("select count(*) from integration")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void saysWhatToDoWhenThereIsNoSuchDatabase() {
        var url = Postgres.running().getJdbcUrl(Postgres.USER, "nowhere");

        assertThatThrownBy(() -> Store.elsewhere(url, Postgres.USER, "canary"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage(
                        "[store %s] there is no such database. Nothing was started. Create it, or set routewright.store.url "
                                .concat("to another one, then start again.")
                                .formatted(url.replaceFirst("[?].*", "")));
    }

    @Test
    void aSchemaThatIsNotThereIsMadeAndIsForOneProcessFromTheFirstMoment() {
        var url = Postgres.running().getJdbcUrl(Postgres.USER, "postgres") + "&currentSchema=later";

        try (var first = Store.elsewhere(url, Postgres.USER, "")) {
            assertThat(first.answers()).isTrue();
            assertThatThrownBy(() -> Store.elsewhere(url, Postgres.USER, ""))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another process has it open.");
        }
    }

    @Test
    void saysWhatToDoWhenNothingAnswersOrNothingIsMeant() {
        assertThatThrownBy(() -> Store.elsewhere("jdbc:postgresql://127.0.0.1:1/none", "someone", "canary"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage(
                        "[store jdbc:postgresql://127.0.0.1:1/none] it does not answer. Nothing was started. Check that "
                                + "the database runs and that this machine may reach it, or correct routewright.store.url, then "
                                + "start again.");
        assertThatThrownBy(() -> Store.elsewhere("jdbc:oracle:thin:@somewhere", "someone", "canary"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("there is no driver for this JDBC URL.");
    }
}

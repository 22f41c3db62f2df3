package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What befalls a PostgreSQL and the way to it, seen from the store. */
class PostgresTroubleTest {
    @TempDir
    Path dir;

    @Test
    void goesOnByItselfAfterTheServerWasKilledAndCameBack() throws Exception {
        Postgres.running();
        var data = Files.createDirectories(dir.resolve("server"));
        var server = server(data, 0);
        int port = server.getPort();
        try (var store = Store.elsewhere(server.getJdbcUrl(Postgres.USER, "postgres"), Postgres.USER, "")) {
            var journal = new Journal(store, Clock.systemUTC());
            var before = journal.append("api", "approve", "order/1", "");

            kill(data);
            assertThat(store.answers()).isFalse();
            server.close();
            server = server(data, port);
            await().atMost(Duration.ofSeconds(30)).until(store::answers);
            var after = journal.append("api", "approve", "order/3", "");
            assertThat(journal.before(Long.MAX_VALUE, 10)).containsExactly(after, before);
        } finally {
            server.close();
        }
    }

    private static EmbeddedPostgres server(Path data, int port) throws Exception {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // As it is out of the box; this one comes with it off.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "16MB");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** As the kernel does when memory runs out: nobody is told. */
    private static void kill(Path data) throws Exception {
        var pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var backends = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> backends.stream().noneMatch(ProcessHandle::isAlive) && !postmaster.isAlive());
    }

    @Test
    void aProcessThatLostItsLockAndStillHasOtherConnectionsKeepsOthersOut() throws Exception {
        try (var first = Postgres.store(dir)) {
            PostgresStoreTest.endLocks();

            assertThatThrownBy(() -> Postgres.store(dir).close())
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another process has it open.");
            assertThat(first.answers()).isTrue();
        }
        Postgres.store(dir).close();
    }

    /** As a pooler does that lends its connections for a transaction. */
    @Test
    void oneConnectionForEverythingIsNoWayToAStore() throws Exception {
        try (var lent = DriverManager.getConnection(Postgres.url(dir), SoleUse.settings(Postgres.USER, ""));
                var use = SoleUse.of(() -> lent, "here")) {
            assertThatThrownBy(() -> use.admit(lent))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage(
                            "[store here] it is reached through a pooler that lends a connection for a transaction only, "
                                    + "and nothing can be held for this process alone that way. Nothing was started. Let the pooler "
                                    + "keep sessions (pool_mode = session), or set routewright.store.url to the database itself.");
            assertThat(lent.isClosed()).as("and its locks are given back").isTrue();
        }
    }

    @Test
    void aConnectionThatSaysNothingAnyMoreIsGivenUp() throws Exception {
        try (var store = Postgres.store(dir)) {
            int timeout = store.jdbc().sql("select 1").query(row -> {
                row.next();
                return row.getStatement().getConnection().getNetworkTimeout();
            });

            assertThat(timeout).isEqualTo(60_000);
        }
    }

    @Test
    void whatANewerVersionWroteIsLeftAlone() {
        Postgres.store(dir).close();
        try (var store = Postgres.store(dir)) {
            store.jdbc().sql("""
                            insert into flyway_schema_history
                            (installed_rank, version, description, type, script, installed_by, execution_time, success)
                            values (99, '999', 'later', 'SQL', 'V999__later.sql', 'somebody', 1, true)
                            """).update();
        }

        assertThatThrownBy(() -> Postgres.store(dir).close())
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("a newer version of Routewright");
    }

    @Test
    void saysWhatToDoAboutWhatTheServerSays() {
        assertThat(sentence("57P03")).contains("it does not answer");
        assertThat(sentence("53300")).contains("it gives no more connections");
        assertThat(sentence("42501")).contains("may not");
        assertThat(sentence("25006")).contains("only be read");
    }

    private static String sentence(String state) {
        return String.valueOf(StoreUnavailable.at("here", new SQLException("what the server says", state))
                .getMessage());
    }

    @Test
    void aPasswordInTheWrongPlaceIsInNoMessage() {
        assertThatThrownBy(() -> Store.elsewhere("jdbc:postgresql://someone:canary@127.0.0.1:1/none", "someone", ""))
                .isInstanceOf(StoreUnavailable.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("canary"));
        assertThatThrownBy(() -> StoreCheck.look("jdbc:postgresql://someone:canary@127.0.0.1:1/none", "someone", "", 1))
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("canary"));
    }
}

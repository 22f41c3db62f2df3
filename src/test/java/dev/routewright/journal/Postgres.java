package dev.routewright.journal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL for all tests of this process, and a schema of its own for each of them. */
final class Postgres {
    static final String USER = "postgres";
    private static final Map<Path, String> SCHEMAS = new ConcurrentHashMap<>();
    private static @Nullable EmbeddedPostgres running;

    private Postgres() {}

    /** Only where its binaries are made for is it asked to start; there it has to. */
    static synchronized EmbeddedPostgres running() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "There are binaries of PostgreSQL for Linux on amd64 only.");
        if (running != null) return running;
        assumeTrue(isAnybodyButRoot(), "PostgreSQL does not run as root, and this machine lets nobody step down.");
        try {
            running = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("shared_buffers", "16MB")
                    .start();
            return running;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start.", e);
        }
    }

    /** Root becomes somebody else in a user namespace, where there may be any. */
    private static boolean isAnybodyButRoot() {
        try {
            return new ProcessBuilder("sh", "-c", "[ \"$(id -u)\" != 0 ] || unshare -U true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The same folder gives the same schema. */
    static String url(Path home) {
        var server = running();
        var schema = SCHEMAS.computeIfAbsent(home, any -> {
            var name = "test_" + SCHEMAS.size();
            execute("create schema " + name);
            return name;
        });
        return server.getJdbcUrl(USER, "postgres") + "&currentSchema=" + schema;
    }

    static Store store(Path home) {
        return Store.elsewhere(url(home), USER, "");
    }

    static void execute(String sql) {
        try (var connection = running().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

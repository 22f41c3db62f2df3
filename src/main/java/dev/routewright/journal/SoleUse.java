package dev.routewright.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a schema of PostgreSQL for this process alone. Two runtimes on one store would free each other's claims and make
 * each other's calls twice, so the second does not start, as with the file of H2. It is an advisory lock of a connection
 * of its own: a process that dies has let go of it. When the connection breaks, the lock is taken again; when somebody
 * else has it by then, the store is closed, because nothing written here could be trusted any more.
 */
final class SoleUse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SoleUse.class);
    private static final int EVERY = 5;
    private static final int SECONDS = 5;

    /** A server that lost sight of us must not keep others out for hours. */
    private static final String NOTICED_SOON =
            "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

    /** A schema that does not exist yet goes by the name it will have. */
    private static final String TAKE = """
            select pg_try_advisory_lock(hashtext('routewright'),
                hashtext(coalesce(current_schema(), replace(current_setting('search_path'), '"', ''))))
            """;

    private final Way way;
    private final String place;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "store-sole-use");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Connection held;

    private SoleUse(Way way, String place) {
        this.way = way;
        this.place = place;
    }

    /** A new connection. */
    interface Way {
        Connection open() throws SQLException;
    }

    /** @throws StoreUnavailable when another process has it */
    static SoleUse of(Way way, String place) throws SQLException {
        var use = new SoleUse(way, place);
        if (use.take()) return use;
        use.close();
        throw new StoreUnavailable(
                ("[store %s] another process has it open. Nothing was started; that process goes on undisturbed. Stop it "
                                + "first, or set routewright.store.url to a database or a schema (currentSchema) of its own.")
                        .formatted(place),
                null);
    }

    static Properties settings(String user, String password) {
        var settings = new Properties();
        settings.setProperty("user", user);
        settings.setProperty("password", password);
        settings.setProperty("ApplicationName", "routewright (sole use)");
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("socketTimeout", Integer.toString(2 * SECONDS));
        return settings;
    }

    /** @param taken when somebody else has it */
    void watch(Runnable taken) {
        clock.scheduleWithFixedDelay(() -> look(taken), EVERY, EVERY, TimeUnit.SECONDS);
    }

    synchronized void look(Runnable taken) {
        if (clock.isShutdown()) return;
        try {
            if (held != null && held.isValid(SECONDS)) return;
            if (held != null) letGo(held);
            held = null;
            if (take()) return;
        } catch (SQLException notReachable) {
            // Whoever needs it says so.
            return;
        }
        LOG.error(
                "[store {}] another process has taken it over while it could not be reached from here. Nothing is kept any "
                        + "more and whatever needs the store is refused. Stop one of the two, then start again.",
                place);
        clock.shutdown();
        taken.run();
    }

    private boolean take() throws SQLException {
        var connection = way.open();
        boolean took = false;
        try (var statement = connection.createStatement()) {
            statement.execute(NOTICED_SOON);
            try (var answer = statement.executeQuery(TAKE)) {
                took = answer.next() && answer.getBoolean(1);
            }
        } finally {
            if (!took) letGo(connection);
        }
        if (took) held = connection;
        return took;
    }

    private static void letGo(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            LOG.debug("It was gone.", gone);
        }
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        if (held != null) letGo(held);
        held = null;
    }
}

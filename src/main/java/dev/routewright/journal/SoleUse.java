package dev.routewright.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a schema of PostgreSQL for this process alone. Two runtimes on one store would free each other's claims and make
 * each other's calls twice, so the second does not start, as with the file of H2.
 *
 * <p>There are two advisory locks. <em>The seat</em> is held by a connection of its own: a process that dies has let go
 * of it. <em>The presence</em> is shared by every connection that reads and writes ({@link #admit}), and whoever wants
 * the seat waits for nobody being present; so a process whose seat broke off keeps others out for as long as anything of
 * it can still write. A connection is let in only while the seat is held, so one that was cut off completely, and
 * followed by another, writes nothing any more. It closes its store then.
 */
final class SoleUse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SoleUse.class);
    private static final int EVERY = 5;
    private static final int SECONDS = 5;
    /** A server takes a moment to end the connections of a process that has just ended. */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private static final Duration AGAIN = Duration.ofMillis(100);

    /** A server that lost sight of us must not keep others out for hours. */
    private static final String NOTICED_SOON = """
            set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;
            set tcp_user_timeout = 25000
            """;

    /** A schema that does not exist yet goes by the name it will have. */
    private static final String OF_SCHEMA = """
            hashtext(coalesce(current_schema(), replace(current_setting('search_path'), '"', '')))
            """;

    private static final String SEAT = "hashtext('routewright'), " + OF_SCHEMA;
    private static final String PRESENCE = "hashtext('routewright presence'), " + OF_SCHEMA;

    private final Way way;
    private final String place;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "store-sole-use");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Runnable taken = () -> {};
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
        long end = System.nanoTime() + LEAVING.toNanos();
        do if (use.take(true)) return use;
        while (System.nanoTime() < end && slept());
        use.close();
        throw new StoreUnavailable(
                ("[store %s] another process has it open. Nothing was started; that process goes on undisturbed. Stop it "
                                + "first, or set routewright.store.url to a database or a schema (currentSchema) of its own.")
                        .formatted(place),
                null);
    }

    private static boolean slept() {
        try {
            Thread.sleep(AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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

    /** @param whenTaken by somebody else; from then on nothing is admitted */
    void watch(Runnable whenTaken) {
        taken = whenTaken;
        clock.scheduleWithFixedDelay(this::look, EVERY, EVERY, TimeUnit.SECONDS);
    }

    /** Lets a new connection read and write, as long as this process has the store. */
    void admit(Connection connection) throws SQLException {
        run(connection, NOTICED_SOON);
        // Waits for somebody who looks whether anybody is present, which is short.
        run(connection, "select pg_advisory_lock_shared(" + PRESENCE + ")");
        if (!isHeld()) throw new SQLException("Another process has the store.", "57P01");
        if (isShared(connection)) {
            letGo(connection);
            throw new StoreUnavailable(
                    ("[store %s] it is reached through a pooler that lends a connection for a transaction only, and nothing "
                                    + "can be held for this process alone that way. Nothing was started. Let the pooler keep "
                                    + "sessions (pool_mode = session), or set routewright.store.url to the database itself.")
                            .formatted(place),
                    null);
        }
    }

    /** Takes the seat again where that is possible. */
    private synchronized boolean isHeld() throws SQLException {
        if (clock.isShutdown()) return false;
        if (held != null && isSeated(held)) return true;
        if (held != null) letGo(held);
        held = null;
        if (take(false)) return true;
        LOG.error(
                "[store {}] another process has taken it over while it could not be reached from here. Nothing is kept any "
                        + "more and whatever needs the store is refused. Stop one of the two, then start again.",
                place);
        clock.execute(taken);
        clock.shutdown();
        return false;
    }

    void look() {
        try {
            isHeld();
        } catch (SQLException notReachable) {
            LOG.debug("Whoever needs it says so.", notReachable);
        }
    }

    /** The connection alone would not do: a pooler's lives on when the one behind it does not. */
    private static boolean isSeated(Connection connection) {
        try {
            return asks(
                    connection,
                    "select exists (select 1 from pg_locks where locktype = 'advisory' and granted "
                            + "and mode = 'ExclusiveLock' and pid = pg_backend_pid())");
        } catch (SQLException broken) {
            return false;
        }
    }

    private synchronized boolean isShared(Connection connection) throws SQLException {
        return held != null && backend(held) == backend(connection);
    }

    private boolean take(boolean first) throws SQLException {
        var connection = way.open();
        boolean took = false;
        try {
            run(connection, NOTICED_SOON);
            took = (!first || nobodyIsPresent(connection))
                    && asks(connection, "select pg_try_advisory_lock(" + SEAT + ")");
            if (took && first) run(connection, "select pg_advisory_unlock(" + PRESENCE + ")");
        } finally {
            if (!took) letGo(connection);
        }
        if (took) held = connection;
        return took;
    }

    /** And nobody gets in before this connection lets go of it. */
    private static boolean nobodyIsPresent(Connection connection) throws SQLException {
        return asks(connection, "select pg_try_advisory_lock(" + PRESENCE + ")");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean asks(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("select pg_backend_pid()")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    /** What is behind a pooler outlives the connection, so the locks are given back first. */
    private static void letGo(Connection connection) {
        try (connection) {
            run(connection, "select pg_advisory_unlock_all()");
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

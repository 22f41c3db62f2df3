package dev.routewright.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database everything that must outlive the process is in: an H2 file in the data directory unless a JDBC URL says
 * otherwise, PostgreSQL for one. A commit is in the file before it returns ({@code WRITE_DELAY=0}), so killing the
 * process loses nothing that was confirmed. One process has a store at a time: H2 locks its file, PostgreSQL is asked to
 * ({@link SoleUse}).
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final String EMBEDDED = "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
            + "DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000";
    private static final String POSTGRES = "jdbc:postgresql:";
    /** Below this a start would only be the beginning of trouble: migrations and the first versions need it. */
    private static final long ROOM = 16L << 20;

    private final HikariDataSource source;
    private final @Nullable SoleUse soleUse;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private Store(HikariDataSource source, @Nullable SoleUse soleUse) {
        this.source = source;
        this.soleUse = soleUse;
        this.jdbc = Storable.client(JdbcClient.create(source));
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    /**
     * Opens the embedded store, creating directory and tables as needed.
     *
     * @throws StoreUnavailable with a sentence when the directory cannot be used; nothing has started
     */
    public static Store embedded(Path dataDir) {
        var place = dataDir.toAbsolutePath().normalize();
        checkWritable(place);
        var store = open(EMBEDDED.formatted(place.resolve("store")), "sa", "", place.toString());
        keepToOwner(place.resolve("store.mv.db"));
        return store;
    }

    /** Messages that could not be delivered are in it. Where a file system knows no permissions, the folder's have to do. */
    private static void keepToOwner(Path file) {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            if (view != null) view.setPermissions(PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            LOG.warn(
                    "[data directory {}] {} may be read by others: {}",
                    file.getParent(),
                    file.getFileName(),
                    e.getMessage());
        }
    }

    /** Opens the database a JDBC URL leads to. The password appears in no message. */
    public static Store elsewhere(String url, String user, String password) {
        return open(url, user, password, place(url));
    }

    /** Where it is, without the settings behind it, which may hold a password. */
    static String place(String url) {
        return url.replaceFirst("[?;].*", "").replaceFirst("//.*@", "//");
    }

    private static void checkWritable(Path dir) {
        try {
            Files.createDirectories(dir);
            var probe = Files.createTempFile(dir, ".probe", "");
            Files.write(probe, new byte[4096]);
            Files.delete(probe);
        } catch (IOException e) {
            throw new StoreUnavailable(
                    ("[data directory %s] it cannot be written: it is read-only, full, or not a directory. Nothing was "
                                    + "started and nothing was changed. Make it a writable directory with free space, or set "
                                    + "routewright.data-dir to another one.")
                            .formatted(dir),
                    e);
        }
        if (dir.toFile().getUsableSpace() < ROOM)
            throw new StoreUnavailable(
                    ("[data directory %s] the disk is full (less than 16 MiB are free). Nothing was started and nothing "
                                    + "was changed. Free some space, or set routewright.data-dir to another disk.")
                            .formatted(dir),
                    null);
    }

    private static Store open(String url, String user, String password, String place) {
        SoleUse soleUse = null;
        HikariDataSource source = null;
        try {
            if (url.startsWith(POSTGRES)) {
                StoreUnavailable.checkAddress(url, place);
                soleUse = SoleUse.of(() -> DriverManager.getConnection(url, SoleUse.settings(user, password)), place);
            }
            source = new HikariDataSource(config(url, user, password, soleUse));
            new Tables(source, url).bringUpToDate(place);
            if (soleUse != null) soleUse.watch(source::close);
            return new Store(source, soleUse);
        } catch (SQLException | RuntimeException e) {
            if (source != null) source.close();
            if (soleUse != null) soleUse.close();
            throw StoreUnavailable.at(place, e);
        }
    }

    private static HikariConfig config(String url, String user, String password, @Nullable SoleUse soleUse) {
        var config = new HikariConfig();
        if (soleUse == null) {
            config.setJdbcUrl(url);
            config.setUsername(user);
            config.setPassword(password);
        } else config.setDataSource(new AdmittedSource(url, user, password, soleUse));
        config.setPoolName("store");
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        // H2 closes itself when the disk is full. Asked by a query, its connections admit it, and new ones open it
        // again.
        config.setConnectionTestQuery("select 1");
        return config;
    }

    /** Whether it can be read right now. */
    public boolean answers() {
        try {
            return jdbc.sql("select 1").query(Integer.class).single() == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** What the work changes is kept whole or not at all. */
    <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    @Override
    public void close() {
        source.close();
        if (soleUse != null) soleUse.close();
    }
}

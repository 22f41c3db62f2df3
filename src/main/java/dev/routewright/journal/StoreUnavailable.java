package dev.routewright.journal;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The store cannot be read or written; only an operator can help. The message is a sentence for people. */
public class StoreUnavailable extends RuntimeException {
    private static final String AGAIN =
            "Check that the disk has room, that the files may be written and that routewright.store.* is right, then start again.";

    StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What kept it from opening. What the database said stays in the cause; it may repeat settings. */
    static StoreUnavailable at(String place, Exception cause) {
        return causes(cause)
                .filter(StoreUnavailable.class::isInstance)
                .map(StoreUnavailable.class::cast)
                .findFirst()
                .orElseGet(() -> new StoreUnavailable("[store %s] %s".formatted(place, sentence(cause)), cause));
    }

    /** Drivers of other databases take a user there; this one would take it for a host and write it to the log. */
    static void checkAddress(String url, String place) {
        if (url.matches("jdbc:postgresql://[^?]*@.*"))
            throw new StoreUnavailable(
                    ("[store %s] the URL has a user before its host. Nothing was started. Set routewright.store.user and "
                                    + "routewright.store.password, and leave both out of routewright.store.url.")
                            .formatted(place),
                    null);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    private static String sentence(Exception cause) {
        var sql = causes(cause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(one -> one.getErrorCode() != 0 || one.getSQLState() != null)
                .findFirst();
        int code = sql.map(SQLException::getErrorCode).orElse(0);
        var state = sql.map(SQLException::getSQLState).orElse("");
        if (code == ErrorCode.DATABASE_ALREADY_OPEN_1)
            return "another process has it open. Nothing was started; that process goes on undisturbed. Stop it first, or "
                    + "set routewright.data-dir to a directory of its own.";
        if (code == ErrorCode.FILE_CORRUPTED_1)
            return "its file is damaged. Nothing was started and the file was left as it is. Restore store.mv.db from a "
                    + "backup, or move it away to begin with an empty store.";
        if (state.startsWith("28"))
            return "it refuses this user, or the password. Nothing was started. Set routewright.store.user and "
                    + "routewright.store.password to what the database knows, then start again.";
        if (state.equals("3D000"))
            return "there is no such database. Nothing was started. Create it, or set routewright.store.url to another "
                    + "one, then start again.";
        if (sql.filter(one -> String.valueOf(one.getMessage()).contains("No suitable driver"))
                .isPresent())
            return "there is no driver for this JDBC URL. Nothing was started. Set routewright.store.url to one of "
                    + "PostgreSQL (jdbc:postgresql://…) or H2, or leave it out for the store in the data directory.";
        if (state.equals("53300"))
            return "it gives no more connections. Nothing was started. Close some others, or let it give more "
                    + "(max_connections), then start again; a runtime takes up to seven.";
        if (state.equals("25006"))
            return "it can only be read, as a standby. Nothing was started. Set routewright.store.url to the primary "
                    + "(targetServerType=primary finds it among several hosts), then start again.";
        if (state.equals("42501"))
            return "its user may not make tables there. Nothing was started. Let the user own the schema, or the database "
                    + "where the schema is still to be made, then start again.";
        if (state.startsWith("08") || state.startsWith("57P0"))
            return "it does not answer. Nothing was started. Check that the database runs and that this machine may reach "
                    + "it, or correct routewright.store.url, then start again.";
        return (cause instanceof FlywayException ? "its tables could not be brought up to date" : "it does not open")
                + ". Nothing was started. " + AGAIN;
    }
}

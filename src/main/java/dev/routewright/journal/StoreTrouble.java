package dev.routewright.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a store that cannot be read or written, which is an operator's to mend and comes with every request while the
 * disk is full, from a mistake of ours. The first is worth one line of the log, the second everything there is to find
 * it by.
 */
public final class StoreTrouble {
    private StoreTrouble() {}

    /** What keeps the store from working, in a few words without the values of a statement; empty for anything else. */
    public static Optional<String> in(Throwable thrown) {
        if (causes(thrown).noneMatch(StoreTrouble::isTrouble)) return Optional.empty();
        var root = causes(thrown).reduce((outer, inner) -> inner).orElse(thrown);
        if (root instanceof IOException) return Optional.of(String.valueOf(root.getMessage()));
        if (root instanceof SQLException sql && sql.getSQLState() != null)
            return Optional.of("SQL state " + sql.getSQLState());
        return Optional.of(root.getClass().getSimpleName());
    }

    /** @param place what broke off, as it stands in brackets before the sentence */
    public static void log(Logger log, String place, Throwable thrown) {
        in(thrown)
                .ifPresentOrElse(
                        trouble -> log.error("[{}] the store could not be read or written: {}", place, trouble),
                        () -> log.error("[{}] broke off", place, thrown));
    }

    private static boolean isTrouble(Throwable cause) {
        return cause instanceof StoreUnavailable
                || cause instanceof TransactionException
                || cause instanceof DataAccessException && !isMistake(cause);
    }

    private static boolean isMistake(Throwable cause) {
        return cause instanceof DataIntegrityViolationException
                || cause instanceof InvalidDataAccessResourceUsageException
                || cause instanceof InvalidDataAccessApiUsageException;
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}

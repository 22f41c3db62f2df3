package dev.routewright.jmx;

import dev.routewright.integration.Declined;
import dev.routewright.journal.StoreUnavailable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Whoever calls may not have our classes: what goes wrong is told by an exception every Java knows. */
final class Sentences {
    private static final Logger log = LoggerFactory.getLogger(Sentences.class);

    private Sentences() {}

    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (Declined no) {
            throw new IllegalStateException(String.valueOf(no.getMessage()));
        } catch (StoreUnavailable | DataAccessException | TransactionException e) {
            throw new IllegalStateException("[store] it could not be read or written. Nothing was changed, and what is "
                    + "live goes on. Check that the disk of the data directory has room, or that the database answers, then call it "
                    + "again.");
        } catch (RuntimeException e) {
            log.error("[jmx] a call broke off", e);
            throw new IllegalStateException(
                    "The call broke off by a mistake of Routewright. What is live goes on. Look "
                            + "whether it took effect before you call it again, and report the log entry of this time.");
        }
    }
}

package dev.routewright.journal;

import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** The tables of a store and the way they came to be. What a newer version made of them is not touched. */
final class Tables {
    private static final String MIGRATIONS = "classpath:dev/routewright/journal/migration";

    private final Flyway flyway;

    Tables(DataSource source, String url) {
        flyway = Flyway.configure(Tables.class.getClassLoader())
                .dataSource(source)
                // Not where a framework around an exported integration would look for migrations of its own.
                .locations(MIGRATIONS)
                .failOnMissingLocations(true)
                .placeholders(Map.of("bytes", url.startsWith("jdbc:h2:") ? "binary large object" : "bytea"))
                .load();
    }

    /** @throws StoreUnavailable when a newer version was here */
    void bringUpToDate(String place) {
        if (isNewer(flyway.info()))
            throw new StoreUnavailable(
                    ("[store %s] a newer version of Routewright has changed its tables. Nothing was started and nothing was "
                                    + "changed. Start that version, or restore a backup from before it.")
                            .formatted(place),
                    null);
        flyway.migrate();
    }

    MigrationInfoService info() {
        return flyway.info();
    }

    static boolean isNewer(MigrationInfoService info) {
        return Stream.of(info.applied())
                .map(MigrationInfo::getState)
                .anyMatch(state -> state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED);
    }
}

package dev.routewright.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.routewright.route.Clause;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Question;
import dev.routewright.route.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row of the table of versions, read. */
final class VersionRow {
    private VersionRow() {}

    static Version read(ResultSet row, int index) throws SQLException {
        var dossier = new Dossier(
                Json.read(row.getString("clauses"), new TypeReference<List<Clause>>() {}),
                Json.readOrNull(row.getString("plan"), Plan.class),
                Json.read(row.getString("questions"), new TypeReference<List<Question>>() {}),
                Json.read(row.getString("findings"), new TypeReference<List<Finding>>() {}),
                row.getString("yaml"),
                Json.read(row.getString("granted"), Grant.class),
                Json.read(row.getString("evidence"), Evidence.class),
                Json.read(row.getString("timings"), new TypeReference<Map<String, Long>>() {}),
                Json.readOrNull(row.getString("provenance"), Provenance.class));
        return new Version(
                row.getString("integration"),
                row.getInt("number"),
                constant(Status.class, row.getString("status")),
                row.getString("source"),
                constant(Lang.class, row.getString("language")),
                row.getString("description"),
                Json.read(row.getString("answers"), new TypeReference<Map<String, String>>() {}),
                dossier,
                Json.readOrNull(row.getString("change_request"), ChangeRequest.class),
                row.getString("why"),
                row.getBoolean("approved"),
                instant(row, "created"),
                instant(row, "changed"));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

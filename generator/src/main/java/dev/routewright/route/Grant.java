package dev.routewright.route;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Exactly what an integration may touch. Computed from the draft, approved by a person, enforced by the cell.
 *
 * @param operations keys such as {@code inventory.getStock}
 * @param kamelets Kamelets of Camel's catalog
 * @param hosts origins of raw HTTP endpoints, {@code https://host:port}
 * @param topicsRead Kafka topics consumed
 * @param topicsWritten Kafka topics produced to
 * @param foldersRead folders below the shared data folder that are consumed
 * @param foldersWritten folders below the shared data folder that are written
 * @param components Camel component schemes
 */
public record Grant(
        List<Entry> entries,
        SortedSet<String> operations,
        SortedSet<String> kamelets,
        SortedSet<String> hosts,
        SortedSet<String> topicsRead,
        SortedSet<String> topicsWritten,
        SortedSet<String> foldersRead,
        SortedSet<String> foldersWritten,
        SortedSet<String> components,
        SortedSet<String> languages,
        SortedSet<String> dataFormats) {

    public static final Grant NOTHING =
            new Grant(List.of(), none(), none(), none(), none(), none(), none(), none(), none(), none(), none());

    public Grant {
        entries = List.copyOf(entries);
        operations = sorted(operations);
        kamelets = sorted(kamelets);
        hosts = sorted(hosts);
        topicsRead = sorted(topicsRead);
        topicsWritten = sorted(topicsWritten);
        foldersRead = sorted(foldersRead);
        foldersWritten = sorted(foldersWritten);
        components = sorted(components);
        languages = sorted(languages);
        dataFormats = sorted(dataFormats);
    }

    /** Whether this allows anything the other does not. */
    public boolean widens(Grant other) {
        return !(other.entries.containsAll(entries)
                && other.operations.containsAll(operations)
                && other.kamelets.containsAll(kamelets)
                && other.hosts.containsAll(hosts)
                && other.topicsRead.containsAll(topicsRead)
                && other.topicsWritten.containsAll(topicsWritten)
                && other.foldersRead.containsAll(foldersRead)
                && other.foldersWritten.containsAll(foldersWritten)
                && other.components.containsAll(components)
                && other.languages.containsAll(languages)
                && other.dataFormats.containsAll(dataFormats));
    }

    /**
     * A door messages come in by.
     *
     * @param kind {@code http timer cron file kafka}
     * @param method HTTP method, empty for other kinds
     * @param address path, period, cron expression, folder or topic
     */
    public record Entry(String kind, String method, String address) {
        private static final Map<String, String> KINDS = Map.of(
                "platform-http", "http",
                "timer", "timer",
                "scheduler", "timer",
                "quartz", "cron",
                "cron", "cron",
                "file", "file",
                "kafka", "kafka");

        /** The kind of door a Camel component opens, empty when it opens none. */
        public static String kindOf(String scheme) {
            return KINDS.getOrDefault(scheme, "");
        }
    }

    private static SortedSet<String> none() {
        return new TreeSet<>();
    }

    /** Absent is empty: a grant that was stored before it could hold this. */
    @SuppressWarnings("NullAway")
    private static SortedSet<String> sorted(SortedSet<String> set) {
        return Collections.unmodifiableSortedSet(set == null ? new TreeSet<>() : new TreeSet<>(set));
    }
}

package dev.routewright.integration;

import dev.routewright.journal.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the journal knows of attempts, for whoever looks. Changes nothing but its own counts. */
public final class SecurityRecord {
    static final String OUTSIDE_GRANT = "outside-grant";
    static final String OVER_BUDGET = "over-budget";
    static final String OUT_OF_HAND = "out-of-hand";
    static final String QUARANTINE = "quarantine";

    private static final List<String> COUNTED = List.of(OUTSIDE_GRANT, OVER_BUDGET, OUT_OF_HAND);
    private static final List<String> SHOWN = List.of(OUTSIDE_GRANT, OVER_BUDGET, OUT_OF_HAND, QUARANTINE);
    private static final List<String> STEERED = List.of(QUARANTINE, "pause", "resume", "delete");
    private static final Pattern SUMMARY = Pattern.compile("(\\d{1,9}) more within a minute, the last: .*");
    private static final int MOST = 1000;

    private final Journal journal;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private boolean counted;

    SecurityRecord(Journal journal) {
        this.journal = journal;
    }

    /**
     * @param kind {@code outside-grant}, {@code over-budget}, {@code out-of-hand} or {@code quarantine}
     * @param version null for what concerns the integration as a whole
     * @param times how many attempts the entry stands for
     */
    public record Event(
            long seq,
            Instant at,
            String kind,
            String integration,
            @Nullable Integer version,
            int times,
            String detail) {

        private static Event of(Journal.Entry entry) {
            int slash = entry.subject().indexOf('/');
            var name = slash < 0 ? entry.subject() : entry.subject().substring(0, slash);
            var version = slash < 0 ? null : Integer.valueOf(entry.subject().substring(slash + 1));
            var summary = SUMMARY.matcher(entry.detail());
            int times = summary.matches() ? Integer.parseInt(summary.group(1)) : 1;
            return new Event(entry.seq(), entry.at(), entry.what(), name, version, times, entry.detail());
        }
    }

    /**
     * How an integration stands.
     *
     * @param events how many there have been
     * @param at when the latest was, null when there was none
     * @param latest it, as a sentence
     */
    public record Standing(
            long events, @Nullable Instant at, @Nullable String latest) {
        static final Standing CLEAN = new Standing(0, null, null);

        private Standing and(int more, Instant when, String sentence) {
            return at != null && at.isAfter(when)
                    ? new Standing(events + more, at, latest)
                    : new Standing(events + more, when, sentence);
        }
    }

    /** Newest first. @param integration null for all @param before number of an entry, to go on from a page */
    public List<Event> events(@Nullable String integration, long before, int limit) {
        return journal.find(SHOWN, integration, before, Math.min(Math.max(limit, 1), MOST)).stream()
                .map(Event::of)
                .toList();
    }

    public Standing standing(String integration) {
        count();
        return standings.getOrDefault(integration, Standing.CLEAN);
    }

    /** Why a paused integration is paused, when nobody paused it. */
    public Optional<String> quarantine(String integration) {
        return journal.find(STEERED, integration, Long.MAX_VALUE, 1).stream()
                .filter(entry -> entry.what().equals(QUARANTINE))
                .map(Journal.Entry::detail)
                .findFirst();
    }

    static String summary(int more, String last) {
        return "%d more within a minute, the last: %s".formatted(more, last);
    }

    /** One more, whether or not it will be written by itself. */
    void counted(String integration, Instant at, String sentence) {
        count();
        standings.merge(integration, Standing.CLEAN.and(1, at, sentence), SecurityRecord::both);
    }

    private static Standing both(Standing before, Standing more) {
        return before.and(
                (int) more.events(), more.at() == null ? Instant.MIN : more.at(), String.valueOf(more.latest()));
    }

    private synchronized void count() {
        if (counted) return;
        for (var before = Long.MAX_VALUE; ; ) {
            var page = journal.find(COUNTED, null, before, MOST);
            for (var entry : page) {
                var event = Event.of(entry);
                standings.merge(
                        event.integration(),
                        Standing.CLEAN.and(event.times(), event.at(), event.detail()),
                        SecurityRecord::both);
                before = event.seq();
            }
            if (page.size() < MOST) break;
        }
        counted = true;
    }
}

package dev.routewright.integration;

import dev.routewright.journal.DeadLetterFilter;
import java.util.List;

/**
 * The kept messages something is done with: those named, or those a filter lets through, oldest first.
 *
 * @param ids empty when the filter decides
 * @param all said by whoever means every message of the integration
 * @param limit most messages
 */
public record DeadLetterSelection(List<String> ids, DeadLetterFilter filter, boolean all, int limit) {
    public static final int STANDARD = 1_000;
    public static final int MOST = 10_000;

    public DeadLetterSelection {
        ids = List.copyOf(ids);
    }

    void check() {
        if (ids.isEmpty() && filter.isAll() && !all)
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "It does not say which messages are meant. Nothing was done. Send ids, a filter (state, entry, step, text, "
                            + "since, until), or \"all\": true.");
        if (limit < 1 || limit > MOST || ids.size() > MOST)
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "At most %,d messages are worked on at a time. Nothing was done. Choose fewer.".formatted(MOST));
    }
}

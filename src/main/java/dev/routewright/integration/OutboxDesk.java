package dev.routewright.integration;

import dev.routewright.journal.Journal;
import dev.routewright.journal.Versions;
import dev.routewright.outbox.Outbox;
import dev.routewright.outbox.OutboxStore;
import dev.routewright.outbox.Waiting;
import java.util.List;

/** Looks at the calls that wait to be made, has one made now, gives one up. Also of an integration that was deleted. */
public final class OutboxDesk {
    private static final int MOST = 1_000;

    private final OutboxStore store;
    private final Outbox outbox;
    private final Versions versions;
    private final Journal journal;

    public OutboxDesk(OutboxStore store, Outbox outbox, Versions versions, Journal journal) {
        this.store = store;
        this.outbox = outbox;
        this.versions = versions;
        this.journal = journal;
    }

    /** What waits longest first. */
    public List<Waiting> list(String integration, int limit) {
        var found = store.list(integration, Math.min(Math.max(limit, 1), MOST));
        if (found.isEmpty() && versions.integration(integration).isEmpty()) throw Live.unknown(integration);
        return found;
    }

    public void retry(String integration, String id) {
        if (!outbox.retry(integration, id)) throw unknown(integration, id);
        journal.append("api", "retry-call", integration + "/" + id, "");
    }

    public void delete(String integration, String id) {
        var call = store.find(integration, id);
        if (call.isEmpty() || !outbox.delete(integration, id)) throw unknown(integration, id);
        journal.append(
                "api", "delete-call", integration + "/" + id, call.get().call().key());
    }

    private static Declined unknown(String integration, String id) {
        return new Declined(
                Declined.Reason.UNKNOWN,
                "%s has no call %s that waits. Nothing was changed. It may have been made meanwhile; its list shows those that wait."
                        .formatted(Quoted.of(integration), Quoted.of(id)));
    }
}

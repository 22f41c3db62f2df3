package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.DeadLetterStore.DeadLetter;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at kept messages, sends them in again, deletes them. A message is replayed once; if it fails it is kept anew. */
public final class DeadLetterDesk {
    private static final int MOST = 1_000;

    private final DeadLetterStore letters;
    private final Versions versions;
    private final CellRuntime cells;
    private final Journal journal;

    public DeadLetterDesk(DeadLetterStore letters, Versions versions, CellRuntime cells, Journal journal) {
        this.letters = letters;
        this.versions = versions;
        this.cells = cells;
        this.journal = journal;
    }

    /** Newest first; also of an integration that was deleted. */
    public List<DeadLetter> list(String integration, int limit) {
        var found = letters.list(integration, Math.min(Math.max(limit, 1), MOST));
        if (found.isEmpty() && versions.integration(integration).isEmpty()) throw Live.unknown(integration);
        return found;
    }

    public DeadLetter get(String integration, String id) {
        return letters.find(integration, id).orElseThrow(() -> unknown(integration, id));
    }

    public byte @Nullable [] body(String id) {
        return letters.body(id).orElse(null);
    }

    public CellRuntime.Replayed replay(String integration, String id) {
        var letter = get(integration, id);
        if (cells.figures(integration).isEmpty())
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "%s is not live, so nothing can take the message. It is still kept. Approve a version, then replay it."
                            .formatted(integration));
        if (!letters.beginReplay(id))
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "The message was replayed already, is being replayed, or what it had begun is not undone yet. Nothing was sent. Look at its outcome and its cause first.");
        var message = new CellRuntime.Message(letter.entry(), letter.headers(), body(id));
        CellRuntime.Replayed replayed;
        try {
            replayed = cells.replay(integration, message);
        } catch (RuntimeException e) {
            letters.giveBack(id);
            throw e;
        }
        var outcome = replayed.deadLetter() == null
                ? "It went through%s.".formatted(replayed.status() == 0 ? "" : ", answered " + replayed.status())
                : "It failed again and is kept as %s.".formatted(replayed.deadLetter());
        letters.markReplayed(id, outcome);
        journal.append("api", "replay", integration + "/" + id, outcome);
        return replayed;
    }

    public void delete(String integration, String id) {
        if (!letters.delete(integration, id)) throw unknown(integration, id);
        journal.append("api", "delete-dead-letter", integration + "/" + id, "");
    }

    private static Declined unknown(String integration, String id) {
        return new Declined(
                Declined.Reason.UNKNOWN,
                "%s has no dead letter %s. Nothing was changed. Its list shows those that are kept."
                        .formatted(Quoted.of(integration), Quoted.of(id)));
    }
}

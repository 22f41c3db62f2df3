package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import dev.routewright.journal.DeadLetterFilter;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.DeadLetterStore.DeadLetter;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at kept messages, changes them, sends them in again, deletes them. A message is replayed once; if it fails it is
 * kept anew. What is shown is masked; what is stored and sent is whole.
 */
public final class DeadLetterDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDesk.class);
    private static final int MOST = 1_000;
    private static final String FAILED_AGAIN = "It failed again";

    private final DeadLetterStore letters;
    private final Versions versions;
    private final CellRuntime cells;
    private final Journal journal;
    private final Masks masks;

    public DeadLetterDesk(DeadLetterStore letters, Versions versions, CellRuntime cells, Journal journal, Masks masks) {
        this.letters = letters;
        this.versions = versions;
        this.cells = cells;
        this.journal = journal;
        this.masks = masks;
    }

    /** Newest first; also of an integration that was deleted. @param before the number of the last one seen, if any */
    public List<DeadLetter> list(String integration, DeadLetterFilter filter, @Nullable Long before, int limit) {
        var found = letters.list(
                integration, filter, before == null ? Long.MAX_VALUE : before, Math.min(Math.max(limit, 1), MOST));
        if (found.isEmpty()) check(integration);
        return found;
    }

    public DeadLetter get(String integration, String id) {
        return letters.find(integration, id).orElseThrow(() -> unknown(integration, id));
    }

    public ShownLetter show(String integration, String id) {
        var letter = get(integration, id);
        return new ShownLetter(
                letter, masks.headers(letter.headers()), ShownBody.of(letter.headers(), body(id), masks));
    }

    /** As the message came, when it was changed since. */
    public ShownLetter showFirst(String integration, String id) {
        var letter = get(integration, id);
        var first = letters.first(integration, id);
        if (first.isEmpty()) return show(integration, id);
        var was = first.get();
        return new ShownLetter(letter, masks.headers(was.headers()), ShownBody.of(was.headers(), was.body(), masks));
    }

    /** Changes what a replay sends. What is masked in the edit stays as it is stored. */
    public ShownLetter edit(String integration, String id, DeadLetterEdit edit) {
        var letter = get(integration, id);
        var stored = body(id);
        edit.check(ShownBody.of(letter.headers(), stored, masks).cut());
        var unmasking = new Unmasking(masks);
        var headers = edit.headers() == null ? letter.headers() : unmasking.headers(edit.headers(), letter.headers());
        var body = stored;
        if (edit.body() != null) {
            var text = stored == null ? null : ShownBody.text(stored).orElse(null);
            body = edit.bytes(edit.isBinary() ? edit.body() : unmasking.body(edit.body(), text, letter.headers()));
            if (body.length > DeadLetterStore.LARGEST)
                throw new Declined(
                        Declined.Reason.TOO_LARGE,
                        "The body is larger than 10 MiB. Nothing was changed; send a smaller one.");
        }
        if (!letters.edit(integration, id, headers, body))
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "The message was replayed already, or is being replayed. Nothing was changed. Look at its outcome.");
        journal.append(
                "api",
                "edit-dead-letter",
                integration + "/" + id,
                "changed %s; what came first is kept beside it"
                        .formatted(
                                edit.headers() == null
                                        ? "body"
                                        : edit.body() == null ? "headers" : "headers and body"));
        return show(integration, id);
    }

    public CellRuntime.Replayed replay(String integration, String id) {
        var replayed = sendIn(integration, id);
        journal.append("api", "replay", integration + "/" + id, outcome(replayed));
        return replayed;
    }

    /** Replays without a line in the journal, for those who write one for many. */
    CellRuntime.Replayed sendIn(String integration, String id) {
        var letter = get(integration, id);
        checkLive(integration);
        if (!letters.beginReplay(id))
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "The message was replayed already, is being replayed, or what it had begun is not undone yet. Nothing was sent. Look at its outcome and its cause first.");
        CellRuntime.Replayed replayed;
        try {
            // Only now can nobody change it any more.
            var message = get(integration, id);
            replayed = cells.replay(integration, new CellRuntime.Message(message.entry(), message.headers(), body(id)));
        } catch (CellRuntime.StillUnderWay late) {
            // Given back now, it could be sent in a second time while the first is on its way.
            late.end().whenComplete((end, failure) -> ends(id, end));
            throw late;
        } catch (RuntimeException e) {
            letters.giveBack(id);
            throw e;
        }
        letters.markReplayed(id, outcome(replayed));
        return replayed;
    }

    private void ends(String id, CellRuntime.@Nullable Replayed replayed) {
        try {
            if (replayed == null) letters.giveBack(id);
            else letters.markReplayed(id, outcome(replayed));
        } catch (RuntimeException later) {
            LOG.warn(
                    "What became of the replay of {} could not be written; it is kept again after the next start.", id);
        }
    }

    void checkLive(String integration) {
        if (cells.figures(integration).isEmpty())
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "%s is not live, so nothing can take the message. It is still kept. Approve a version, then replay it."
                            .formatted(integration));
    }

    /** @throws Declined when there is neither an integration of that name nor anything kept of one */
    void check(String integration) {
        if (versions.integration(integration).isEmpty()
                && letters.ids(integration, DeadLetterFilter.ALL, 1).isEmpty()) throw Live.unknown(integration);
    }

    public void delete(String integration, String id) {
        if (!letters.delete(integration, id)) throw unknown(integration, id);
        letters.recount();
        journal.append("api", "delete-dead-letter", integration + "/" + id, "");
    }

    private byte @Nullable [] body(String id) {
        return letters.body(id).orElse(null);
    }

    /** Whether a message that was sent in again came back, as another dead letter. */
    public static boolean failedAgain(DeadLetterStore.DeadLetter letter) {
        return letter.outcome() != null && letter.outcome().startsWith(FAILED_AGAIN);
    }

    private static String outcome(CellRuntime.Replayed replayed) {
        return replayed.deadLetter() == null
                ? "It went through%s.".formatted(replayed.status() == 0 ? "" : ", answered " + replayed.status())
                : FAILED_AGAIN + " and is kept as %s.".formatted(replayed.deadLetter());
    }

    private static Declined unknown(String integration, String id) {
        return new Declined(
                Declined.Reason.UNKNOWN,
                "%s has no dead letter %s. Nothing was changed. Its list shows those that are kept."
                        .formatted(Quoted.of(integration), Quoted.of(id)));
    }
}

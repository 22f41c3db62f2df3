package dev.routewright.cell;

import dev.routewright.outbox.Begun;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Outbox;
import dev.routewright.outbox.Round;
import dev.routewright.services.NotTaken;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one message has noted to undo its calls. Nothing is written for a message that notes nothing; one that does is held
 * on disk from its first note to its end.
 */
final class Saga {
    private static final int MOST = 100;

    private final Passage passage;
    private State state = State.OPEN;
    private @Nullable Outbox outbox;
    private @Nullable String id;
    private @Nullable String letter;
    private String cause = "";
    private int notes;

    private enum State {
        OPEN,
        WELL,
        FAILED
    }

    Saga(Passage passage) {
        this.passage = passage;
    }

    /** The call is on disk when this returns. A message that has failed meanwhile, in another branch, undoes it at once. */
    void note(Outbox to, Call call) throws NotTaken {
        boolean late;
        synchronized (this) {
            // What comes after a good end undoes nothing: there is no failure left to hear of.
            if (state == State.WELL) return;
            if (++notes > MOST)
                throw new NotTaken(
                        call.key(),
                        "The message has noted %d compensations already, which is the most. Nothing was noted."
                                .formatted(MOST),
                        null);
            try {
                if (id == null) open(to, call);
                else to.note(id, call);
            } catch (RuntimeException notWritten) {
                throw new NotTaken(call.key(), "The store does not answer. Nothing was noted.", notWritten);
            }
            late = state == State.FAILED && notes == 1;
        }
        if (late) to.undo(String.valueOf(id), letter, cause, () -> {});
    }

    private void open(Outbox to, Call call) {
        var first = UUID.randomUUID().toString();
        var held = state == State.OPEN ? passage.hold() : letter;
        to.open(new Begun(first, call.integration(), call.version(), passage.exchangeId(), held), call);
        id = first;
        outbox = to;
    }

    /** The message is about to make a call that changes something. Writes nothing unless there is something to undo. */
    synchronized void begins(String operation) throws NotTaken {
        if (id == null || outbox == null || state != State.OPEN) return;
        try {
            outbox.doing(id, operation);
        } catch (RuntimeException notWritten) {
            throw new NotTaken(operation, "The store does not answer. Nothing was sent.", notWritten);
        }
    }

    synchronized boolean isOpen() {
        return id != null && state == State.OPEN;
    }

    /** @throws RuntimeException when it could not be noted that the message is done: then it is not */
    synchronized void endsWell() {
        if (id != null && outbox != null && state == State.OPEN) outbox.ended(id);
        state = State.WELL;
    }

    /** @param kept the dead letter of the message, null when there is none @param then told when all was tried once */
    void fails(@Nullable String kept, String why, Runnable then) {
        Outbox has;
        String which;
        synchronized (this) {
            if (state != State.OPEN) {
                has = null;
                which = null;
            } else {
                state = State.FAILED;
                letter = kept;
                cause = why;
                has = outbox;
                which = id;
            }
        }
        if (has == null || which == null) then.run();
        else has.undo(which, kept, why, then);
    }

    /** Undoes what was noted so far; the message goes on and may note more. */
    void compensate(Consumer<Round> then) {
        Outbox has;
        String which;
        synchronized (this) {
            has = outbox;
            which = id;
        }
        if (has == null || which == null) then.accept(new Round(List.of(), List.of()));
        else has.undoNow(which, then);
    }
}

package dev.routewright.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls over a restart: what a method changes is on disk, whole, before it returns. Thread-safe. A method throws a
 * {@link RuntimeException} when the store does not take the change.
 */
public interface OutboxStore {

    /** A message notes its first compensation. */
    void open(Begun begun, Call undo);

    void note(String saga, Call undo);

    /** The message is about to make a call that changes something. */
    void doing(String saga, String operation);

    /**
     * The message has ended well: what it noted is forgotten, and it is held no longer. What was to be undone already
     * goes on by itself.
     */
    void ended(String saga);

    /**
     * The message failed: from now on what it noted is to be done, and it is held no longer.
     *
     * @param letter where it is kept; null when it is not
     */
    void undo(String saga, @Nullable String letter, String cause);

    Optional<Begun> saga(String id);

    /** Of all messages that were under way, or are not undone. */
    List<Begun> sagas();

    /** Whether something the kept message did is not undone. */
    boolean isUndoing(String letter);

    /** What the message noted and is not done, the last one first. */
    List<Waiting> of(String saga);

    void accept(Call call);

    /** What is to be made now, what waits longest first. */
    List<Waiting> due(Instant now, int most);

    Optional<Instant> nextDue();

    /** It is made. */
    void done(Waiting made);

    /** It will not be made any more. @param where it is kept instead */
    void givenUp(Waiting lost, String where);

    void later(Waiting failed, Instant nextTry, String error);

    /** Nothing of the message is left to be undone. */
    void forget(String saga);

    /** What waits of an integration, what waits longest first; without what is only noted. */
    List<Waiting> list(String integration, int most);

    Optional<Waiting> find(String integration, String id);

    boolean retry(String integration, String id, Instant now);

    boolean delete(String integration, String id);

    /** How many calls wait, by integration; without what is only noted. */
    Map<String, Long> waiting();
}

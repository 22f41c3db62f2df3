package dev.routewright.cell;

import dev.routewright.route.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs versions of integrations, each in a cell of its own. Knows nothing of approval or desired state: whoever calls
 * it has decided.
 */
public interface CellRuntime extends AutoCloseable {

    /**
     * Starts a cell for this version beside whatever runs, and when it is warm lets it take over from the version of
     * the same integration that is live, which is then drained and stopped. When the new cell does not start, the old
     * one has never stopped.
     *
     * @throws CellFailed with a sentence that says why; nothing has changed
     */
    void switchTo(Version version) throws CellFailed;

    /** Drains and stops the integration; no effect when it does not run. */
    void remove(String integration);

    /** Stops taking messages in, keeps the cell. */
    void pause(String integration);

    void resume(String integration);

    /**
     * Sends a kept message in again by the entry it came from, to the version that is live now.
     *
     * @throws StillUnderWay when it takes longer than a caller may wait
     */
    Replayed replay(String integration, Message message);

    List<Figures> figures();

    Optional<Figures> figures(String integration);

    /** What keeps an entry from taking messages in just now, as a sentence; empty when nothing does. */
    default Optional<String> trouble(String integration) {
        return Optional.empty();
    }

    /** Stops taking messages in everywhere, waits for those under way (at most the given time), stops all cells. */
    void drain(Duration limit);

    @Override
    void close();

    record Version(String integration, int number, String yaml, Grant grant) {}

    /**
     * @param entry as in the grant
     * @param headers without control headers and credentials
     */
    record Message(Grant.Entry entry, Map<String, String> headers, byte @Nullable [] body) {}

    /** @param deadLetter id under which the message was kept again, null when it went through */
    record Replayed(int status, String body, @Nullable String deadLetter) {}

    /** @param inFlight messages under way */
    record Figures(
            String integration,
            int version,
            boolean paused,
            long received,
            long failed,
            long inFlight,
            double meanMillis) {}

    /** A message nobody could deliver or answer. */
    record Failure(
            String integration,
            int version,
            String exchangeId,
            Message message,
            @Nullable String step,
            String cause) {}

    /**
     * Something reached outside its grant and was stopped.
     *
     * @param exchangeId the message that tried, null when the version did not even load
     * @param step where, null when that is not known
     * @param what as in "component exec"
     */
    record Attempt(
            String integration,
            int version,
            @Nullable String exchangeId,
            @Nullable String step,
            String what) {}

    /** Who hears of attempts. Told before the message is kept; must not throw. */
    @FunctionalInterface
    interface SecurityEvents {
        void outsideGrant(Attempt attempt);

        /** A message was ended, or a version refused, because it uses more than a cell may. */
        default void overBudget(Attempt attempt) {}

        /** A thread of the cell does not come back although it was told to: let nothing more in. */
        default void outOfHand(Attempt attempt) {}
    }

    /** Where failed messages are kept. */
    @FunctionalInterface
    interface DeadLetters {
        /** Returns the id once the message is safe on disk. @throws RuntimeException when it could not be kept */
        String keep(Failure failure);

        /**
         * Holds a message that waits for others, so that it is not lost with the process. A held message shows nowhere;
         * one nobody let go of is a dead letter after the next start.
         *
         * @return its id, once it is safe on disk
         * @throws RuntimeException when it could not be held
         */
        default String hold(Failure failure) {
            return "";
        }

        /** What was held is done, or kept in another way. */
        default void letGo(String id) {}

        /** Whether another message of the integration may come in, although it might have to be kept. */
        default boolean hasRoom(String integration) {
            return true;
        }
    }

    /** Nobody waits any longer for a replay that goes on. */
    final class StillUnderWay extends IllegalStateException {
        private final transient CompletableFuture<Replayed> end;

        public StillUnderWay(String message, CompletableFuture<Replayed> end) {
            super(message);
            this.end = end;
        }

        /** What it comes to. */
        public CompletableFuture<Replayed> end() {
            return end;
        }
    }

    /** Why a cell did not start. The message is a sentence for people. */
    class CellFailed extends Exception {
        public CellFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

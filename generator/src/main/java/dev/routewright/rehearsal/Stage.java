package dev.routewright.rehearsal;

import dev.routewright.route.Draft;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a draft is rehearsed: a throwaway cell, the same code that runs live integrations, with its outside replaced.
 * Implemented by the cell package; rehearsal knows only this. Timers, folders and topics do not fire by themselves on
 * a stage, and nothing it does leaves the process.
 */
public interface Stage {

    /**
     * Opens the draft in a cell of its own, or throws {@link IllegalArgumentException} with a sentence that says why
     * the route cannot be loaded. One message after the other goes through the cell, and none meets anything an
     * earlier one left: on a stage no circuit breaker opens and no instance rests.
     *
     * @param outside answers every service call instead of the service
     */
    Performance open(Draft draft, Grant grant, Outside outside);

    /** Bytes a caller may send at most; a larger message is refused at the door. 0: there is no such limit here. */
    default int largestMessage() {
        return 0;
    }

    /** The stand-in for every service. Called from any thread. */
    interface Outside {
        /** @param operation key such as {@code inventory.getStock} @param input the JSON object the route passed */
        Reaction call(String operation, String input);

        /**
         * Asked before each attempt: whether every instance of the operation's service rests after failures, so that
         * nothing is sent.
         */
        default boolean rests(String operation) {
            return false;
        }
    }

    /** How a stubbed service reacts to one attempt. */
    sealed interface Reaction {
        /**
         * @param body JSON text
         * @param retryAfter how long the service asks to be left alone, zero when it does not
         */
        record Replies(int status, String body, Duration retryAfter) implements Reaction {
            public Replies(int status, String body) {
                this(status, body, Duration.ZERO);
            }
        }

        /** The connection is refused. */
        record Refuses() implements Reaction {}

        /** The name of its host is not known, so that there is nothing to connect to. */
        record Unknown() implements Reaction {}

        /** Every instance rests after failures: no attempt leaves. Only {@link Outside#rests} can say so. */
        record Rests() implements Reaction {}

        /** No answer within the call's timeout. The stage need not wait for real. */
        record Hangs() implements Reaction {}

        /**
         * The service did it and replies, and then the process ends: no step of any message goes on, whoever waits for an
         * answer hears nothing, and what the ended process does no longer counts. Before {@code deliver} returns another
         * process has begun on the same store, and done what a start does: claims in the memory are released, what was
         * held is in the dead letters, what a message had begun is undone (calls the stand-in sees). A topic's record and
         * a file come in again when the rehearsal delivers them again.
         */
        record Ends(Replies last) implements Reaction {}
    }

    /** One open cell. */
    interface Performance extends AutoCloseable {
        /** What earlier messages left in the memory is forgotten; the messages until the next call share one memory. */
        default void beginTrial() {}

        /**
         * Sends one message in by the draft's entry and waits until it is done, and with it whatever it set going
         * beside its own way. Retry pauses are shortened to almost nothing on a stage.
         *
         * @param body JSON or text, null for a timer
         * @param headers path and query parameters of an HTTP entry, or the file name as {@code CamelFileName}
         * @return the answer, or null when the entry has no caller or the process ended ({@link Reaction.Ends})
         */
        @Nullable
        Answer deliver(@Nullable String body, Map<String, String> headers, Duration limit);

        /**
         * The same by one of several entries.
         *
         * @param headers also the key of a record as {@code kafka.KEY}
         */
        default @Nullable Answer deliver(
                Grant.Entry entry, @Nullable String body, Map<String, String> headers, Duration limit) {
            return deliver(body, headers, limit);
        }

        /**
         * No further message comes in this trial: groups that are still open are complete, and what they do is done
         * before this returns.
         */
        default void settle(Duration limit) {}

        /** What reached files and topics since the cell was opened. */
        List<Delivery> deliveries();

        /** Where the files that came in went afterwards, when the route says where. */
        default List<Delivery> moved() {
            return List.of();
        }

        /** Cause of every message kept in the dead letters since the cell was opened. */
        List<String> deadLetters();

        @Override
        void close();
    }
}

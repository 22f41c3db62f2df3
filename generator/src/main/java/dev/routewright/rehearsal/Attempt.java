package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Evidence.Called;

/**
 * One attempt of a call, as a stub saw it, or one that was not sent because its service rests.
 *
 * @param message number of the message it belongs to, from 0
 * @param usable whether mediation had no reason to repeat it
 * @param delivered how many files and records had been written before
 */
record Attempt(Called called, int message, boolean usable, int delivered) {
    private static final String LAST = "then the process ended";
    private static final String NOT_SENT = "not sent, circuit open";

    static Attempt of(String operation, String input, Reaction reaction, int message, int delivered) {
        var last = reaction instanceof Reaction.Ends ends ? ends.last() : reaction;
        int status = last instanceof Reaction.Replies replies ? replies.status() : 0;
        return new Attempt(
                new Called(operation, input, status, trouble(reaction)), message, isUsable(status), delivered);
    }

    private static String trouble(Reaction reaction) {
        if (reaction instanceof Reaction.Refuses) return "refused";
        if (reaction instanceof Reaction.Hangs) return "timed out";
        if (reaction instanceof Reaction.Unknown) return "name not known";
        if (reaction instanceof Reaction.Rests) return NOT_SENT;
        return reaction instanceof Reaction.Ends ? LAST : "";
    }

    /** Whether the process ended with its reply. */
    boolean isLast() {
        return called.trouble().equals(LAST);
    }

    /** Mediation repeats what was not answered, or answered with a trouble of the service. */
    static boolean isUsable(int status) {
        return status >= 200 && status < 500 && status != 429;
    }

    String operation() {
        return called.operation();
    }

    boolean isOf(int other, String operation, String input) {
        return message == other
                && called.operation().equals(operation)
                && called.input().equals(input);
    }
}

package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Evidence.Called;

/**
 * One attempt of a call, as a stub saw it.
 *
 * @param message number of the message it belongs to, from 0
 * @param usable whether mediation had no reason to repeat it
 * @param delivered how many files and records had been written before
 */
record Attempt(Called called, int message, boolean usable, int delivered) {

    static Attempt of(String operation, String input, Reaction reaction, int message, int delivered) {
        int status = reaction instanceof Reaction.Replies replies ? replies.status() : 0;
        return new Attempt(new Called(operation, input, status), message, isUsable(status), delivered);
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

package dev.routewright.services;

import org.jspecify.annotations.Nullable;

/** One attempt brought nothing. Whether it may be repeated depends on how far it came. */
public final class AttemptFailed extends Exception {

    /** How far the attempt came. */
    public enum How {
        /** The connection was not made: the service has seen nothing. */
        NOT_SENT,
        /** No whole answer within the time of one attempt. */
        TIMED_OUT,
        /** The connection broke, or the answer is of no use. */
        BROKEN
    }

    private final How how;

    /** @param sentence ends with a full stop and holds nothing secret */
    public AttemptFailed(How how, String sentence, @Nullable Throwable cause) {
        super(sentence, cause, false, false);
        this.how = how;
    }

    How how() {
        return how;
    }
}

package dev.routewright.integration;

/**
 * What was asked for is not done, and nothing has changed. The message is a sentence for whoever asked; the reason says
 * what kind of answer a door gives.
 */
public final class Declined extends RuntimeException {
    private final Reason reason;

    public Declined(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** What a caller can do about it. */
    public enum Reason {
        /** send something readable */
        UNREADABLE,
        /** send something shorter */
        TOO_LARGE,
        /** name something that exists */
        UNKNOWN,
        /** change what stands in the way first */
        CONFLICT,
        /** send something that can be used */
        UNUSABLE,
        /** come again later */
        BUSY
    }

    public Reason reason() {
        return reason;
    }
}

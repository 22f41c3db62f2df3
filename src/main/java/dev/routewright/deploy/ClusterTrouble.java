package dev.routewright.deploy;

/** The cluster was not to be had for something. The message is a sentence; the reason says what a caller can do. */
public final class ClusterTrouble extends RuntimeException {
    private final Reason reason;

    ClusterTrouble(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** What there is to do about it. */
    public enum Reason {
        /** try again */
        UNREACHABLE,
        /** ask somebody who may, or change what is asked for */
        REFUSED,
        /** correct the call */
        WRONG
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

package dev.routewright.deploy;

/** The cluster was not to be had for something. The message is a sentence; the reason says what a caller can do. */
public final class ClusterTrouble extends RuntimeException {
    private final Reason reason;
    private final boolean halfway;

    ClusterTrouble(Reason reason, String sentence) {
        this(reason, sentence, false);
    }

    ClusterTrouble(Reason reason, String sentence, boolean halfway) {
        super(sentence);
        this.reason = reason;
        this.halfway = halfway;
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

    /** Whether something has changed in the cluster, or may have, before it came to this. */
    public boolean halfway() {
        return halfway;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

package dev.routewright.cell;

/**
 * Hears what becomes of messages, for figures. Asked once when a cell starts and once for each of its steps, so that
 * whoever counts looks nothing up while messages pass. Told on the thread at work; must be quick and not throw.
 */
@FunctionalInterface
public interface MessageListener {
    MessageListener NONE = integration -> Heard.NOTHING;

    /** A cell starts; whatever it counts goes on from the one before it. */
    Heard starts(String integration);

    /** Hears of one cell. */
    interface Heard {
        Heard NOTHING = new Heard() {};

        default void received() {}

        /** A message that was received has come to its end. */
        default void ended(End how, long nanos) {}

        /** One was kept: a message, a part of one that went on by itself, or what was left of one. */
        default void kept() {}

        /** @param leaves whether it calls or delivers, and how long that takes is of interest */
        default HeardStep step(String id, boolean leaves) {
            return HeardStep.NOTHING;
        }

        /** The cell has stopped. */
        default void stopped() {}
    }

    /** Hears of one step. */
    interface HeardStep {
        HeardStep NOTHING = (failed, nanos) -> {};

        /** Whether the time is asked for; else it is told as 0. */
        default boolean isTimed() {
            return false;
        }

        void passed(boolean failed, long nanos);
    }

    /** How a message ended. */
    enum End {
        DONE,
        /** Its sender was told what is wrong with it. */
        REFUSED,
        DEAD_LETTER,
        /** It failed and could not be kept either. */
        LOST
    }
}

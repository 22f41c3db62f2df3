package dev.routewright.knowledge;

import java.util.Locale;

/**
 * How much one document may unfold to. References let a small document describe a huge one: twenty schemas that name
 * each other ten times over are more than memory holds.
 */
final class Budget {
    static final int MAX_VALUES = 100_000;

    private int spent;

    void spend() {
        if (++spent > MAX_VALUES)
            throw new Unusable(
                    String.format(
                            Locale.ROOT,
                            "With its references followed, the document holds more than %,d fields.",
                            MAX_VALUES),
                    "Leave out the operations and fields no integration needs, and send the rest.");
    }
}

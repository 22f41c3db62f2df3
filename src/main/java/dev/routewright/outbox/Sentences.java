package dev.routewright.outbox;

import java.util.ArrayList;
import java.util.List;

/** What a person reads of a message that failed after it had begun things. */
final class Sentences {
    private Sentences() {}

    static String of(Begun begun, List<Waiting> left) {
        var parts = new ArrayList<String>();
        if (!begun.cause().isBlank()) parts.add(begun.cause());
        if (!begun.undone().isEmpty()) parts.add("Undone: %s.".formatted(String.join(", ", begun.undone())));
        if (!left.isEmpty())
            parts.add("Not undone yet: %s; this is tried again."
                    .formatted(String.join(
                            ", ", left.stream().map(one -> one.call().key()).toList())));
        if (!begun.givenUp().isEmpty())
            parts.add("Not undone, and given up: %s.".formatted(String.join(", ", begun.givenUp())));
        return String.join(" ", parts);
    }

    static String interrupted(Begun begun) {
        return "The process stopped while the message was under way."
                + (begun.doing() == null
                        ? ""
                        : " The last call it had begun was %s, which may have been done.".formatted(begun.doing()));
    }
}

package dev.routewright.outbox;

import java.util.List;

/** What came of one try to undo what a message did: operations, in the order they were made. */
public record Round(List<String> undone, List<String> failed) {
    public Round {
        undone = List.copyOf(undone);
        failed = List.copyOf(failed);
    }
}

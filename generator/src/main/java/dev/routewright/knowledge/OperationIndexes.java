package dev.routewright.knowledge;

import dev.routewright.route.Service;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The indexes of the lists of services that were asked for last. A registry hands out the same list until it changes,
 * which is told by comparing; a few are kept, because rehearsals and the benchmark have lists of their own.
 */
final class OperationIndexes {
    private static final int MOST = 4;

    private final Deque<OperationIndex> kept = new ArrayDeque<>();

    /** Made by one thread at a time: making the same one twice costs more than waiting. */
    synchronized OperationIndex of(List<Service> services) {
        for (OperationIndex index : kept)
            if (index.isOf(services)) {
                kept.remove(index);
                kept.addFirst(index);
                return index;
            }
        var index = new OperationIndex(services);
        kept.addFirst(index);
        if (kept.size() > MOST) kept.removeLast();
        return index;
    }
}

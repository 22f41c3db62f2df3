package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Statement.Placed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several calls one of which may fail, and everywhere that is dealt with. */
final class Failing {
    /** @param call that did not succeed, null where its reply says that it came to nothing */
    record Place(Block block, @Nullable CallNode call) {}

    final List<Place> places = new ArrayList<>();
    /** The calls made before the last of them, in order: what there may be to undo. */
    final List<CallNode> before;
    /** Where each of these goes on when it turned out well. */
    final Map<CallNode, Block> after = new HashMap<>();
    /** Where it was said that something is undone. */
    @Nullable
    Placed undoing;

    Failing(List<CallNode> before) {
        this.before = List.copyOf(before);
    }
}

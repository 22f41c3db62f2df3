package dev.routewright.inspection;

import java.util.List;

/** A route file as a sequence of top-level entries such as {@code route: …}, each with its place. */
record RouteTree(List<Node.Entry> entries) {
    RouteTree {
        entries = List.copyOf(entries);
    }
}

package dev.routewright.deploy;

import java.util.List;

/**
 * What applying does, or would do, to one resource.
 *
 * @param resource such as {@code Kamelet/orders-create}
 * @param differences from what was there, for one that changes
 */
public record Change(String resource, State state, List<Difference> differences) {
    public Change {
        differences = List.copyOf(differences);
    }

    /** What becomes of it. */
    public enum State {
        CREATED("created", "create"),
        CHANGED("changed", "change"),
        UNCHANGED("unchanged", "leave"),
        REMOVED("removed", "remove");

        private final String done;
        private final String todo;

        State(String done, String todo) {
            this.done = done;
            this.todo = todo;
        }

        public String done() {
            return done;
        }

        public String todo() {
            return todo;
        }
    }
}

package dev.routewright.inspection;

import java.util.List;
import java.util.Optional;

/**
 * The YAML of a route file after the document rules: no tags, no aliases, no duplicate keys are left in it. Scalars are
 * the raw text, as Camel reads them; nobody has turned {@code yes} into a boolean.
 */
sealed interface Node {

    Place place();

    /** @param quoted whether it was written in quotes or as a block, so that an empty one is a text and not "nothing" */
    record Scalar(String text, boolean quoted, Place place) implements Node {
        boolean isNothing() {
            return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }
    }

    record Sequence(List<Node> items, Place place) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Mapping(List<Entry> entries, Place place) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        Optional<Node> get(String key) {
            return entries.stream()
                    .filter(e -> e.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    record Entry(String key, Place place, Node value) {}
}

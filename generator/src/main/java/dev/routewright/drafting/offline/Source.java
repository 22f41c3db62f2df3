package dev.routewright.drafting.offline;

import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a value can come from at one place of a plan: an earlier reply, the current item, or the message.
 *
 * @param name as a {@link Value.Field} calls it
 * @param label how people are told of it
 * @param profile of the operation that replied, null for items and messages
 * @param topics concepts of the words that asked for it
 * @param list for the items of a list the message is only assumed to have, its name: they have what is asked of them
 */
record Source(
        String name,
        String label,
        Schema schema,
        @Nullable OperationProfile profile,
        Set<String> topics,
        @Nullable String list) {
    private static final int DEEPEST = 2;

    Source(String name, String label, Schema schema, @Nullable OperationProfile profile, Set<String> topics) {
        this(name, label, schema, profile, topics, null);
    }

    /** @param path dotted */
    record Entry(String path, Schema schema) {
        String last() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    boolean isReply() {
        return profile != null;
    }

    boolean isMessage() {
        return name.equals(Value.MESSAGE);
    }

    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        collect("", schema, 0, entries);
        return entries;
    }

    private static void collect(String prefix, Schema schema, int depth, List<Entry> entries) {
        schema.properties().forEach((name, inner) -> {
            if (name.contains(".")) return;
            entries.add(new Entry(prefix + name, inner));
            if (depth < DEEPEST) collect(prefix + name + ".", inner, depth + 1, entries);
        });
    }

    Value field(Entry entry) {
        return new Value.Field(name, entry.path());
    }

    /** Whether the word is about this source. */
    boolean isAbout(Token word) {
        return (profile != null && profile.weight(word) > 0) || word.keys().anyMatch(topics::contains);
    }
}

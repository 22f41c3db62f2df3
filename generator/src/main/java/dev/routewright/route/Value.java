package dev.routewright.route;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value a plan works with: known by where it comes from, so that scenarios can be derived from it. */
public sealed interface Value {

    /** The source of fields of the incoming message. */
    String MESSAGE = "message";
    /** The source of fields of the current element inside {@link Step.ForEach}. */
    String ITEM = "item";

    /**
     * A field of the incoming message, of the current item, or of the reply of an earlier call.
     *
     * @param source {@link #MESSAGE}, {@link #ITEM} or the {@code result} name of a {@link Step.Call}
     * @param path dotted path; empty for the whole
     */
    record Field(String source, String path) implements Value {}

    /** @param value String, Number, Boolean or null */
    record Literal(@Nullable Object value) implements Value {}

    /** Parts joined to one text. */
    record Text(List<Value> parts) implements Value {
        public Text {
            parts = List.copyOf(parts);
        }
    }

    /** A JSON object built from values, in order. */
    record Fields(Map<String, Value> fields) implements Value {
        public Fields {
            fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
        }
    }
}

package dev.routewright.export;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A mapping in the order in which it is written. */
final class Mapping extends LinkedHashMap<String, Object> {
    static Mapping map(String key, @Nullable Object value) {
        return new Mapping().and(key, value);
    }

    Mapping and(String key, @Nullable Object value) {
        if (value != null) put(key, value);
        return this;
    }
}

package dev.routewright.inspection;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One mapping of a policy file. It knows which keys were asked for, so that {@link #done()} can refuse the others. */
final class PolicySection {
    private final String place;
    private final Map<?, ?> values;
    private final Set<String> asked = new LinkedHashSet<>();

    PolicySection(String place, @Nullable Object values) {
        this.place = place;
        if (values != null && !(values instanceof Map)) throw error("is not a mapping");
        this.values = values == null ? Map.of() : (Map<?, ?>) values;
    }

    IllegalArgumentException error(String problem) {
        return new IllegalArgumentException("[policy] %s %s. The policy was not taken over. Correct it and start again."
                .formatted(place.isEmpty() ? "The file" : "`" + place + "`", problem));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    PolicySection section(String key) {
        asked.add(key);
        return new PolicySection(path(key), values.get(key));
    }

    String text(String key) {
        asked.add(key);
        Object value = values.get(key);
        if (!(value instanceof String text)) throw new PolicySection(path(key), null).error("must be a text");
        return text;
    }

    int number(String key) {
        asked.add(key);
        if (values.get(key) instanceof Number number && number.longValue() >= 0) return number.intValue();
        throw new PolicySection(path(key), null).error("must be a number of at least 0");
    }

    boolean flag(String key, boolean otherwise) {
        asked.add(key);
        Object value = values.get(key);
        if (value == null) return otherwise;
        if (value instanceof Boolean flag) return flag;
        throw new PolicySection(path(key), null).error("must be true or false");
    }

    List<String> texts(String key) {
        asked.add(key);
        Object value = values.get(key);
        if (value == null) return List.of();
        if (!(value instanceof List<?> list)) throw new PolicySection(path(key), null).error("must be a list");
        return list.stream().map(String::valueOf).toList();
    }

    Set<String> names(String key) {
        return Set.copyOf(new LinkedHashSet<>(texts(key)));
    }

    /** Each key of this mapping with what the reader makes of it. */
    <T> Map<String, T> each(BiFunction<PolicySection, String, T> reader) {
        var result = new LinkedHashMap<String, T>();
        values.keySet().forEach(key -> result.put(String.valueOf(key), reader.apply(this, String.valueOf(key))));
        return java.util.Collections.unmodifiableMap(result);
    }

    Map<String, Kind> kinds() {
        return each((section, key) -> {
            asked.add(key);
            try {
                return Kind.of(String.valueOf(values.get(key)));
            } catch (IllegalArgumentException e) {
                throw new PolicySection(path(key), null).error("has a wrong value: " + e.getMessage());
            }
        });
    }

    /** A scalar of any type as text. */
    String plain(String key) {
        asked.add(key);
        return String.valueOf(values.get(key));
    }

    void done() {
        for (Object key : values.keySet())
            if (!asked.contains(String.valueOf(key)))
                throw error("holds the unknown key `" + key + "`. Known are " + NearMisses.list(asked));
    }

    private String path(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }
}

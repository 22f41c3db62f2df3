package dev.routewright.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dotted paths in JSON values of JDK types. Values are never changed, only copied. */
final class Tree {
    private Tree() {}

    static @Nullable Object get(@Nullable Object root, String path) {
        if (path.isEmpty()) return root;
        var here = root;
        for (var name : path.split("\\.")) here = here instanceof Map<?, ?> map ? map.get(name) : null;
        return here;
    }

    /** The root with one value replaced; without it when the value is null. What lies on the way becomes an object. */
    static @Nullable Object with(@Nullable Object root, String path, @Nullable Object value) {
        if (path.isEmpty()) return value;
        int dot = path.indexOf('.');
        var name = dot < 0 ? path : path.substring(0, dot);
        var copy = new LinkedHashMap<String, Object>();
        if (root instanceof Map<?, ?> map) map.forEach((key, old) -> copy.put(String.valueOf(key), old));
        var inner = dot < 0 ? value : with(copy.get(name), path.substring(dot + 1), value);
        if (inner == null) copy.remove(name);
        else copy.put(name, inner);
        return copy;
    }

    /** Twice the same element: one would not show a route that stops after the first. */
    static List<Object> pair(@Nullable Object element) {
        var list = new ArrayList<Object>();
        for (int i = 0; i < 2; i++) list.add(element);
        return list;
    }
}

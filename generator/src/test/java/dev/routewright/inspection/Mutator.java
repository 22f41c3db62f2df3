package dev.routewright.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** Turns routes of the corpora into routes nobody wrote; the same random numbers give the same routes. */
final class Mutator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FuzzSeeds seeds;
    private final Random random;
    private final TextDamage damage;

    Mutator(FuzzSeeds seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
        this.damage = new TextDamage(random);
    }

    /** Mostly useful routes with little damage: those come furthest. */
    String next() {
        String text = random.nextInt(5) == 0 ? seeds.hostile(random) : seeds.useful(random);
        if (random.nextInt(3) == 0) return damage.of(text);
        Object tree = FuzzSeeds.tree(text);
        if (tree == null) return damage.of(text);
        for (int i = random.nextInt(3); i >= 0; i--) change(tree);
        String written = write(tree);
        return random.nextInt(10) == 0 ? damage.of(written) : written;
    }

    private String write(Object tree) {
        try {
            if (random.nextBoolean()) return JSON.writeValueAsString(tree);
            return new Dump(DumpSettings.builder().build()).dumpToString(tree);
        } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
            return String.valueOf(tree);
        }
    }

    private void change(Object tree) {
        var maps = new ArrayList<Map<Object, Object>>();
        var lists = new ArrayList<List<Object>>();
        gather(tree, maps, lists, 0);
        if (maps.isEmpty()) return;
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> rewrite(maps.get(random.nextInt(maps.size())));
            case 3 -> splice(maps.get(random.nextInt(maps.size())));
            case 4 -> rename(maps.get(random.nextInt(maps.size())));
            case 5 -> add(maps.get(random.nextInt(maps.size())));
            case 6 -> exchange(maps);
            case 7 -> insert(lists);
            default -> remove(maps.get(random.nextInt(maps.size())), lists);
        }
    }

    /** A scalar gets a piece of an attack, somewhere inside or instead. */
    private void rewrite(Map<Object, Object> map) {
        Object key = key(map);
        if (key == null || !(map.get(key) instanceof String text)) return;
        String piece = damage.fragment();
        int at = random.nextInt(text.length() + 1);
        int to = random.nextBoolean() ? at : at + random.nextInt(text.length() - at + 1);
        map.put(key, text.substring(0, at) + piece + text.substring(to));
    }

    /** A value gets what hostile routes write below the same key. */
    private void splice(Map<Object, Object> map) {
        Object key = key(map);
        var values = key == null ? null : seeds.values.get(String.valueOf(key));
        if (values != null) map.put(key, copy(values.get(random.nextInt(values.size())), 0));
    }

    private void rename(Map<Object, Object> map) {
        Object key = key(map);
        if (key == null) return;
        Object value = map.remove(key);
        String name = String.valueOf(key);
        map.put(
                switch (random.nextInt(4)) {
                    case 0 -> name.toUpperCase(java.util.Locale.ROOT);
                    case 1 -> name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
                    case 2 -> name + damage.fragment();
                    default -> seeds.keys.get(random.nextInt(seeds.keys.size()));
                },
                value);
    }

    private void add(Map<Object, Object> map) {
        String key = seeds.keys.get(random.nextInt(seeds.keys.size()));
        var values = seeds.values.get(key);
        map.put(key, copy(values.get(random.nextInt(values.size())), 0));
    }

    private void exchange(List<Map<Object, Object>> maps) {
        var one = maps.get(random.nextInt(maps.size()));
        var other = maps.get(random.nextInt(maps.size()));
        Object a = key(one);
        Object b = key(other);
        if (a == null || b == null) return;
        Object value = copy(one.get(a), 0);
        one.put(a, copy(other.get(b), 0));
        other.put(b, value);
    }

    private void insert(List<List<Object>> lists) {
        if (lists.isEmpty()) return;
        var list = lists.get(random.nextInt(lists.size()));
        var from = list == lists.get(0) ? seeds.sections : seeds.steps;
        Object one = random.nextInt(4) == 0 && !list.isEmpty()
                ? list.get(random.nextInt(list.size()))
                : from.get(random.nextInt(from.size()));
        list.add(random.nextInt(list.size() + 1), copy(one, 0));
    }

    private void remove(Map<Object, Object> map, List<List<Object>> lists) {
        var list = lists.isEmpty() ? null : lists.get(random.nextInt(lists.size()));
        if (list != null && !list.isEmpty() && random.nextBoolean()) list.remove(random.nextInt(list.size()));
        else map.remove(key(map));
    }

    private Object key(Map<Object, Object> map) {
        return map.isEmpty() ? null : new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
    }

    @SuppressWarnings("unchecked")
    private static void gather(Object node, List<Map<Object, Object>> maps, List<List<Object>> lists, int depth) {
        if (depth > 60) return;
        if (node instanceof Map<?, ?> map) {
            maps.add((Map<Object, Object>) map);
            map.values().forEach(v -> gather(v, maps, lists, depth + 1));
        } else if (node instanceof List<?> list) {
            lists.add((List<Object>) list);
            list.forEach(v -> gather(v, maps, lists, depth + 1));
        }
    }

    private static Object copy(Object node, int depth) {
        if (depth > 60) return "";
        if (node instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((k, v) -> copy.put(k, copy(v, depth + 1)));
            return copy;
        }
        if (node instanceof List<?> list) {
            var copy = new ArrayList<Object>();
            list.forEach(v -> copy.add(copy(v, depth + 1)));
            return copy;
        }
        return node;
    }
}

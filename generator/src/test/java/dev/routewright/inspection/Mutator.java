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
    /** Pieces of text that meant something in some attack. */
    private static final List<String> FRAGMENTS = List.of(
            "${sys.user.home}",
            "${bean:x}",
            "$simple{env.HOME}",
            "${exchange.context}",
            "{{env:HOME}}",
            "{{?x}}",
            "{{region}}",
            "${load(file:/etc/passwd)}",
            "resource:file:/etc/passwd",
            "#class:java.lang.Object",
            "#bean:x",
            "RAW(",
            ")",
            "exec:id",
            "?brokers=a:1",
            "&proxyHost=a",
            "%2e%2e/",
            "../",
            "\\",
            "@attacker.example",
            "#",
            "??",
            "https:http://",
            "file:",
            "kafka:",
            "${uppercase('${env.HOME}')}",
            "${",
            "}",
            "$",
            "{{",
            "}}",
            "'",
            "\"",
            "(a+)+$",
            "function:simple('x')",
            " ~> ${function(a)}",
            " ?: ${env.X}",
            " ? 'a' : ${ref:b}",
            "$init{ $a := ${ref:b}; }init$",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\u0085",
            "\u2028",
            "\0",
            "\t",
            "\r",
            "\n",
            "а",
            "。",
            "１２７.０.０.１",
            "-1",
            "0",
            "2147483648",
            "9".repeat(400),
            "1e308",
            "0x7f",
            "NaN",
            "1h",
            "PT1S",
            "true",
            "null",
            "~",
            "Camel",
            "CamelHttpUri",
            "kafka.OVERRIDE_TOPIC",
            "Authorization",
            "global:",
            "header:",
            "language:simple:");
    /** Pieces of YAML. */
    private static final List<String> CONSTRUCTS = List.of(
            "&a ",
            "*a",
            "!!str ",
            "!x ",
            "<<: {a: b}",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "? ",
            ": ",
            "- ",
            "|\n",
            ">-\n",
            "# ",
            "[",
            "]",
            "{",
            "}",
            "\n  ",
            "\r",
            "\u0085",
            "\"\\x65\"",
            "'",
            "\"",
            "[".repeat(3000),
            "{a: ".repeat(2000),
            "- ".repeat(500),
            "!!binary ",
            "\"\\uD800\"",
            "x: *x\n",
            "a: &b [*b]\n",
            "\uD83D",
            "\uFFFF",
            "?\n",
            "@",
            "`");

    private final FuzzSeeds seeds;
    private final Random random;

    Mutator(FuzzSeeds seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    /** Mostly useful routes with little damage: those come furthest. */
    String next() {
        String text = random.nextInt(5) == 0 ? seeds.hostile(random) : seeds.useful(random);
        if (random.nextInt(3) == 0) return damaged(text);
        Object tree = FuzzSeeds.tree(text);
        if (tree == null) return damaged(text);
        for (int i = random.nextInt(3); i >= 0; i--) change(tree);
        String written = write(tree);
        return random.nextInt(10) == 0 ? damaged(written) : written;
    }

    private String write(Object tree) {
        try {
            if (random.nextBoolean()) return JSON.writeValueAsString(tree);
            return new Dump(DumpSettings.builder().build()).dumpToString(tree);
        } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
            return String.valueOf(tree);
        }
    }

    // ---- the tree

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
        String piece = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
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
                    case 2 -> name + FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
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

    // ---- the text

    private String damaged(String whole) {
        var text = new StringBuilder(whole);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(7)) {
                case 0 ->
                    text.insert(at, (char) (random.nextInt(8) == 0 ? random.nextInt(65536) : random.nextInt(128)));
                case 1 -> text.delete(at, to);
                case 2 -> text.insert(at, CONSTRUCTS.get(random.nextInt(CONSTRUCTS.size())));
                case 3 -> text.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 4 -> text.insert(at, text.substring(at, to));
                case 5 -> text.setLength(random.nextInt(20) == 0 ? at : text.length());
                default -> {
                    if (at < text.length()) text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(7))));
                }
            }
        }
        return text.toString();
    }
}

package dev.routewright.inspection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The routes of all corpora and, taken apart, the keys, scalars and steps of the hostile ones. */
final class FuzzSeeds {
    private static final Path HERE = Path.of("src/test/resources/dev/routewright/inspection");

    final List<String> useful = new ArrayList<>();
    final List<String> hostile = new ArrayList<>();
    /** What hostile routes write below a key. */
    final Map<String, List<Object>> values = new HashMap<>();

    final List<Object> steps = new ArrayList<>();
    final List<Object> sections = new ArrayList<>();
    final List<String> keys = new ArrayList<>();

    FuzzSeeds() {
        for (String folder : List.of("adversarial/accept", "corpus/accept", "harmless"))
            useful.addAll(texts(HERE.resolve(folder)));
        for (String folder : List.of("adversarial/reject", "corpus/reject", "hostile"))
            hostile.addAll(texts(HERE.resolve(folder)));
        for (String text : hostile) {
            Object tree = tree(text);
            if (tree instanceof List<?> list) sections.addAll(list);
            collect(tree);
        }
    }

    /** A tree of maps, lists and scalars, or null when the text is not one plain YAML document without aliases. */
    static Object tree(String text) {
        try {
            return new Load(LoadSettings.builder()
                            .setMaxAliasesForCollections(0)
                            .build())
                    .loadFromString(text);
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    String useful(Random random) {
        return useful.get(random.nextInt(useful.size()));
    }

    String hostile(Random random) {
        return hostile.get(random.nextInt(hostile.size()));
    }

    private void collect(Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                keys.add(String.valueOf(key));
                values.computeIfAbsent(String.valueOf(key), k -> new ArrayList<>())
                        .add(value == null ? "" : value);
                if (String.valueOf(key).equals("steps") && value instanceof List<?> list) steps.addAll(list);
                collect(value);
            });
        } else if (node instanceof List<?> list) list.forEach(this::collect);
    }

    private static List<String> texts(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .sorted()
                    .map(FuzzSeeds::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

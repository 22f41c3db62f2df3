package dev.routewright.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The routes to learn from. Those that show parts of a plan come first, each next one for what the ones before do not
 * show; where that says nothing, the words of the plan decide.
 */
final class Patterns {
    private static final String FOLDER = "patterns/";
    private static final String ENDING = ".camel.yaml";

    private final List<Pattern> all;
    private final Map<String, Double> worth = new HashMap<>();
    private final TextIndex index;

    Patterns(List<Pattern> all) {
        this.all = all.stream().sorted(Comparator.comparing(Pattern::name)).toList();
        this.all.forEach(pattern -> pattern.parts().forEach(part -> worth.merge(part, 1.0, Double::sum)));
        // what every pattern shows tells them apart as little as a stop word does
        worth.replaceAll((part, count) -> Math.log(1 + this.all.size() / count));
        index = new TextIndex(this.all.stream()
                .map(pattern ->
                        new TextIndex.Entry(pattern.name(), pattern.use(), String.join(" ", pattern.parts()), ""))
                .toList());
    }

    private static final class Loaded {
        static final Patterns SHIPPED = new Patterns(load());
    }

    static Patterns shipped() {
        return Loaded.SHIPPED;
    }

    List<Pattern> all() {
        return all;
    }

    List<Pattern> choose(Set<String> parts, String text, int most, int tokens) {
        var ranks = index.find(text, List.copyOf(new java.util.TreeSet<>(parts)), all.size());
        var left = new ArrayList<Pattern>(ranks.stream().map(all::get).toList());
        all.stream().filter(pattern -> !left.contains(pattern)).forEach(left::add);
        var open = new HashSet<>(parts);
        var chosen = new ArrayList<Pattern>();
        int room = tokens;
        while (chosen.size() < most) {
            int free = room;
            var next = left.stream()
                    .filter(pattern -> Tokens.count(pattern.yaml()) <= free)
                    .filter(pattern -> worth(pattern, parts) > 0 || ranks.contains(all.indexOf(pattern)))
                    .max(Comparator.comparingDouble((Pattern pattern) -> worth(pattern, open))
                            .thenComparingDouble(pattern -> worth(pattern, parts))
                            .thenComparing(Comparator.comparingInt((Pattern pattern) -> -left.indexOf(pattern))));
            if (next.isEmpty()) break;
            chosen.add(next.get());
            left.remove(next.get());
            open.removeAll(next.get().parts());
            room -= Tokens.count(next.get().yaml());
        }
        return chosen;
    }

    private double worth(Pattern pattern, Set<String> parts) {
        return pattern.parts().stream()
                .filter(parts::contains)
                .mapToDouble(part -> worth.getOrDefault(part, 0.0))
                .sum();
    }

    /** @throws IllegalArgumentException with a sentence when the head is not that of a pattern */
    static Pattern read(String name, String text) {
        var head = new HashMap<String, String>();
        var lines = text.lines().toList();
        int body = 0;
        while (body < lines.size()
                && (lines.get(body).isBlank() || lines.get(body).startsWith("#"))) {
            String line = lines.get(body++);
            for (String key : List.of("pattern", "use", "parts"))
                if (line.startsWith("# " + key + ":"))
                    head.put(key, line.substring(key.length() + 3).strip());
        }
        for (String key : List.of("pattern", "use", "parts"))
            if (head.getOrDefault(key, "").isEmpty())
                throw new IllegalArgumentException(
                        "[manual] The pattern %s has no line \"# %s: …\" in its head. It was not taken over. Add the line."
                                .formatted(name, key));
        return new Pattern(
                head.getOrDefault("pattern", ""),
                head.getOrDefault("use", ""),
                Arrays.stream(head.getOrDefault("parts", "").split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toSet()),
                lines.subList(body, lines.size()).stream()
                        .collect(Collectors.joining("\n"))
                        .strip());
    }

    private static List<Pattern> load() {
        try {
            var patterns = new ArrayList<Pattern>();
            texts().forEach((name, text) -> patterns.add(read(name, text)));
            // Plans are not told of this service, so its pattern is for people who write routes themselves.
            patterns.removeIf(pattern -> pattern.parts().contains(BuiltIn.SCHEMA));
            return patterns;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("[manual] The patterns of the jar cannot be read. Build it again.", e);
        }
    }

    /** The files lie beside the manual's own words, in a folder or a jar, also in a jar inside a jar. */
    private static Map<String, String> texts() throws IOException, URISyntaxException {
        var texts = new TreeMap<String, String>();
        URL beside = Objects.requireNonNull(Patterns.class.getResource("manual.yaml"));
        if (beside.openConnection() instanceof JarURLConnection connection) {
            var folder = connection.getEntryName().replace("manual.yaml", FOLDER);
            connection.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.endsWith(ENDING))
                    .map(name -> name.substring(folder.length()))
                    .filter(name -> name.indexOf('/') < 0)
                    .forEach(name -> texts.put(name, resource(FOLDER + name)));
            return texts;
        }
        Path folder = Path.of(beside.toURI()).resolveSibling(FOLDER);
        if (!Files.isDirectory(folder)) return texts;
        try (var files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .forEach(name -> texts.put(name, resource(FOLDER + name)));
        }
        return texts;
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Patterns.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("[manual] The pattern %s cannot be read. Build again.".formatted(name), e);
        }
    }
}

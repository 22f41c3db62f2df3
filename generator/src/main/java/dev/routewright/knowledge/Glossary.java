package dev.routewright.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The business words that both languages share, for finding: what a Chinese text says, in English words. Which of
 * several meanings is meant stays open; the services that exist decide.
 */
final class Glossary {
    private static final List<String> SECTIONS = List.of("things", "people", "attributes", "acts", "states");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");
    private static final int SYNONYMS = 3;

    private final Map<String, Set<String>> english = new HashMap<>();
    private final int longest;

    private Glossary(JsonNode words) {
        for (String section : SECTIONS)
            words.path(section).properties().forEach(entry -> learn(entry.getKey(), entry.getValue()));
        longest = english.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private static final class Loaded {
        static final Glossary SHARED = load();
    }

    static Glossary shared() {
        return Loaded.SHARED;
    }

    private static Glossary load() {
        try (var in = Glossary.class.getResourceAsStream("words.yaml")) {
            if (in == null) throw new IllegalStateException("[manual] The jar lacks its words.yaml. Build it again.");
            return new Glossary(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("[manual] The words.yaml of the jar cannot be read. Build it again.", e);
        }
    }

    private void learn(String concept, JsonNode entry) {
        var text = entry.isObject() ? entry.path("words").asText() : entry.asText();
        var words = Stream.of(text.split(",")).map(String::strip).toList();
        var meaning = Stream.concat(
                        Stream.of(concept),
                        words.stream().filter(word -> !HAN.matcher(word).find()).limit(SYNONYMS))
                .filter(word -> !word.isEmpty())
                .toList();
        for (String word : words)
            if (HAN.matcher(word).matches())
                english.computeIfAbsent(word, w -> new LinkedHashSet<>()).addAll(meaning);
    }

    static boolean isHan(String text) {
        return HAN.matcher(text).find();
    }

    /** English words for the Chinese ones in a text, by longest match; empty for a text without any. */
    String translated(String text) {
        var words = new StringBuilder();
        var runs = HAN.matcher(text);
        while (runs.find()) {
            String run = runs.group();
            for (int at = 0; at < run.length(); ) at += match(run, at, words);
        }
        return words.toString();
    }

    private int match(String run, int at, StringBuilder words) {
        for (int length = Math.min(longest, run.length() - at); length > 0; length--) {
            var meaning = english.get(run.substring(at, at + length));
            if (meaning == null) continue;
            meaning.forEach(word -> words.append(word).append(' '));
            return length;
        }
        return 1;
    }
}

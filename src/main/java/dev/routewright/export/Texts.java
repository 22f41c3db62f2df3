package dev.routewright.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with places for words, {@code @@word@@}. What is put in is never looked at again. */
final class Texts {
    private static final Pattern PLACE = Pattern.compile("@@([a-z-]+)@@");

    private Texts() {}

    static byte[] of(String name, Map<String, String> words) {
        return text(name, words).getBytes(StandardCharsets.UTF_8);
    }

    static String text(String name, Map<String, String> words) {
        return PLACE.matcher(read(name)).replaceAll(place -> {
            var word = words.get(place.group(1));
            if (word == null)
                throw new IllegalStateException("The text %s has no word for %s.".formatted(name, place.group(1)));
            return Matcher.quoteReplacement(word);
        });
    }

    private static String read(String name) {
        try (var in = Texts.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("The text %s is missing.".formatted(name));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.routewright.integration;

import dev.routewright.cell.Discretion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Names whose values are not shown to anybody who looks at a message. Compared by their letters and digits alone, in
 * capitals or not: {@code card_number} is {@code cardNumber}. A {@code *} at an end stands for anything.
 */
public final class Masks implements Discretion {
    /** Stands where a value is not shown. */
    public static final String MASK = HIDDEN;

    private final List<Predicate<String>> names;

    /** @throws IllegalArgumentException with a sentence when a name says nothing, or would hide everything */
    public Masks(List<String> names) {
        this.names = names.stream().map(Masks::test).toList();
    }

    boolean covers(String name) {
        var plain = plain(name);
        return names.stream().anyMatch(test -> test.test(plain));
    }

    @Override
    public String header(String name, String value) {
        return covers(name) ? MASK : value;
    }

    @Override
    public String body(Map<String, String> headers, String text) {
        return ShownBody.masked(headers, text, this);
    }

    Map<String, String> headers(Map<String, String> headers) {
        var shown = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> shown.put(name, covers(name) ? MASK : value));
        return shown;
    }

    private static Predicate<String> test(String name) {
        boolean before = name.startsWith("*");
        boolean after = name.length() > 1 && name.endsWith("*");
        var plain = plain(name);
        if (plain.isEmpty())
            throw new IllegalArgumentException("“%s” has no letter or digit. Write a name, or *name*.".formatted(name));
        if (before && after) return other -> other.contains(plain);
        if (before) return other -> other.endsWith(plain);
        if (after) return other -> other.startsWith(plain);
        return plain::equals;
    }

    private static String plain(String name) {
        var plain = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}

package dev.routewright.export;

import dev.routewright.camel.Setting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What somebody sets about an integration that leaves. It is written down where many may read it, so that it can hold no
 * secret, and nothing that anybody would still put something else in place of.
 *
 * @param values by the full name of the setting; empty for one that is to be as if nobody had set it
 */
public record Given(SortedMap<String, String> values) {
    public static final Given NONE = new Given(Collections.emptySortedMap());

    private static final String PREFIX = "routewright.";
    private static final int LONGEST = 500;
    private static final int LONGEST_OF_ALL = 4000;

    public Given {
        var all = new TreeMap<String, String>();
        values.forEach((name, value) -> all.put(name(name), value(name(name), value.strip())));
        values = Collections.unmodifiableSortedMap(all);
        if (query(values).length() > LONGEST_OF_ALL)
            throw new IllegalArgumentException(
                    "More is set than fits into one call (%d characters).".formatted(LONGEST_OF_ALL));
    }

    /** @param assignments each {@code NAME=VALUE}; the last of a name counts. @throws IllegalArgumentException with a sentence */
    public static Given of(Collection<String> assignments) {
        var values = new TreeMap<String, String>();
        for (var assignment : assignments) {
            var sign = assignment.indexOf('=');
            if (sign < 1)
                throw new IllegalArgumentException("A setting is given as NAME=VALUE, and one of these is not.");
            values.put(name(assignment.substring(0, sign)), assignment.substring(sign + 1));
        }
        return new Given(values);
    }

    /** This, and of the other what this does not say. */
    public Given over(Given other) {
        var all = new TreeMap<>(other.values);
        all.putAll(values);
        return new Given(all);
    }

    /** Without those that are to be as if nobody had set them. */
    public Given kept() {
        var kept = new TreeMap<>(values);
        kept.values().removeIf(String::isEmpty);
        return new Given(kept);
    }

    /** As parameters of a query, empty for none. */
    public String query() {
        return query(values);
    }

    private static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(one -> "set=" + URLEncoder.encode(one.getKey() + "=" + one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String name(String said) {
        var stripped = said.strip();
        var name = stripped.startsWith(PREFIX) ? stripped : PREFIX + stripped;
        if (!name.matches("[A-Za-z0-9._-]{1,200}"))
            throw new IllegalArgumentException("A setting has a name of letters, digits, dots and dashes.");
        return name;
    }

    private static String value(String name, String value) {
        if (name.contains(".credentials.") || name.equals(Setting.STORE_PASSWORD.property()))
            throw new IllegalArgumentException(
                    "%s is a secret, and what is set here is written where many may read it. Put it into the Secret, or into the environment of the process."
                            .formatted(name));
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException(
                    "The value of %s is not one line of at most %d characters.".formatted(name, LONGEST));
        if (value.contains("{{") || value.contains("}}") || value.contains("${"))
            throw new IllegalArgumentException(
                    "The value of %s holds {{, }} or ${, in place of which something else would be read. Give it as it is."
                            .formatted(name));
        return value;
    }
}

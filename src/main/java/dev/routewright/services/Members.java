package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.knowledge.NearNames;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object of settings. What is missing or null stays as it is. */
final class Members {
    private final JsonNode object;
    private final String place;

    private Members(JsonNode object, String place) {
        this.object = object;
        this.place = place;
    }

    /** @param place what stands before the names in messages, empty or ending with a dot */
    static Members of(JsonNode object, String place) {
        if (!object.isObject())
            throw new IllegalArgumentException("%s must be a JSON object."
                    .formatted(place.isEmpty() ? "Mediation" : place.substring(0, place.length() - 1)));
        return new Members(object, place);
    }

    /** Refuses what nobody knows: a misspelt setting would hold silently. */
    Members only(Collection<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name))
                throw new IllegalArgumentException(
                        "%s%s is no setting. %s".formatted(place, shown(name), near(name, known)));
        });
        return this;
    }

    private static String near(String name, Collection<String> known) {
        var near = NearNames.of(name, known);
        return near.isEmpty()
                ? "There are " + String.join(", ", known) + "."
                : "Did you mean " + String.join(" or ", near) + "?";
    }

    private static String shown(String name) {
        var clean = name.replaceAll("[^\\p{L}\\p{N}_.-]", "?");
        return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
    }

    private @Nullable JsonNode given(String name) {
        var value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    Duration time(String name, Duration now) {
        var value = given(name);
        if (value == null) return now;
        var text = value.asText();
        try {
            if (text.matches("\\d{1,9}(ms)?")) return Duration.ofMillis(Long.parseLong(text.replace("ms", "")));
            if (text.matches("\\d{1,9}[smhd]"))
                return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(java.util.Locale.ROOT));
            if (text.matches("P[0-9DTHMS.]{1,20}")) return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException nonsense) {
            // Said below, with what would do.
        }
        throw new IllegalArgumentException("%s%s must be a time such as 500ms or 5s.".formatted(place, name));
    }

    int whole(String name, int now) {
        var value = given(name);
        if (value == null) return now;
        if (value.isIntegralNumber() && value.canConvertToInt()) return value.intValue();
        if (value.isTextual() && value.textValue().matches("\\d{1,9}")) return Integer.parseInt(value.textValue());
        throw new IllegalArgumentException("%s%s must be a whole number.".formatted(place, name));
    }

    int required(String name, Optional<Integer> now) {
        if (given(name) == null && now.isEmpty())
            throw new IllegalArgumentException("%s%s is missing.".formatted(place, name));
        return whole(name, now.orElse(0));
    }

    double number(String name, double now) {
        var value = given(name);
        if (value == null) return now;
        if (value.isNumber()) return value.doubleValue();
        throw new IllegalArgumentException("%s%s must be a number.".formatted(place, name));
    }

    String text(String name, String now) {
        var value = given(name);
        if (value == null) return now;
        if (value.isTextual() && value.textValue().length() <= 500) return value.textValue();
        throw new IllegalArgumentException("%s%s must be a short text.".formatted(place, name));
    }

    boolean flag(String name, boolean now) {
        var value = given(name);
        if (value == null) return now;
        if (value.isBoolean()) return value.booleanValue();
        throw new IllegalArgumentException("%s%s must be true or false.".formatted(place, name));
    }

    /** What null takes away. */
    <T> Optional<T> optional(String name, Optional<T> now, Function<JsonNode, T> reader) {
        var value = object.get(name);
        if (value == null) return now;
        return value.isNull() ? Optional.empty() : Optional.of(reader.apply(value));
    }
}

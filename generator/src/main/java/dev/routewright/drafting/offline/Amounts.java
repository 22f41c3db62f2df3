package dev.routewright.drafting.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads numbers, times and spans as people write them in one language: "half a second", "8pm", 每5分钟, 一万元. */
final class Amounts {
    private static final Set<String> CURRENCY = Set.of("$", "€", "£", "¥", "￥");
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Map<String, BigDecimal> numbers = new HashMap<>();
    private final Map<String, BigDecimal> scales = new HashMap<>();
    private final Map<String, Long> units = new HashMap<>();
    private final Map<String, String> fixed = new HashMap<>();
    private final Map<String, String> weekdays = new HashMap<>();
    private final Set<String> money;
    private final Set<String> half;
    private final Set<String> am;
    private final Set<String> pm;
    private final Set<String> hour;
    private final Set<String> halfHour;

    /** @param key makes the key of a word or of several */
    Amounts(JsonNode book, Function<String, String> key) {
        book.path("numbers")
                .fields()
                .forEachRemaining(
                        e -> numbers.put(key.apply(e.getKey()), e.getValue().decimalValue()));
        book.path("scales")
                .fields()
                .forEachRemaining(
                        e -> scales.put(key.apply(e.getKey()), e.getValue().decimalValue()));
        book.path("units").fields().forEachRemaining(e -> Resource.list(e.getValue())
                .forEach(w -> units.put(key.apply(w), Long.valueOf(e.getKey()))));
        book.path("fixed")
                .fields()
                .forEachRemaining(
                        e -> fixed.put(key.apply(e.getKey()), e.getValue().asText()));
        book.path("weekdays")
                .fields()
                .forEachRemaining(
                        e -> weekdays.put(key.apply(e.getKey()), e.getValue().asText()));
        money = keys(book, "money", key);
        half = keys(book, "half", key);
        am = keys(book, "am", key);
        pm = keys(book, "pm", key);
        hour = keys(book, "hour", key);
        halfHour = keys(book, "half-hour", key);
    }

    private static Set<String> keys(JsonNode book, String name, Function<String, String> key) {
        var keys = new HashSet<String>();
        Resource.list(book.path(name)).forEach(w -> keys.add(key.apply(w)));
        return keys;
    }

    private static String key(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::key).toList());
    }

    Optional<BigDecimal> number(List<Token> tokens) {
        if (tokens.isEmpty()) return Optional.empty();
        if (tokens.size() == 1 && isDigits(tokens.get(0)))
            return Optional.of(tokens.get(0).number());
        var word = numbers.get(key(tokens));
        if (word != null) return Optional.of(word);
        var scale = scales.get(tokens.get(tokens.size() - 1).key());
        if (scale == null || tokens.size() < 2) return Optional.empty();
        return number(tokens.subList(0, tokens.size() - 1)).map(scale::multiply);
    }

    private static boolean isDigits(Token token) {
        return token.kind() == Token.Kind.NUMBER && token.text().indexOf(':') < 0;
    }

    /** How often: a whole number; "a" is not one. */
    Optional<Integer> count(List<Token> tokens) {
        if (tokens.size() == 1 && tokens.get(0).text().matches("(?i)an?")) return Optional.empty();
        return number(tokens)
                .filter(n -> n.stripTrailingZeros().scale() <= 0 && n.abs().compareTo(BigDecimal.valueOf(1000)) < 0)
                .map(BigDecimal::intValueExact);
    }

    /** A number with or without a currency or unit word. */
    Optional<BigDecimal> amount(List<Token> tokens) {
        if (tokens.isEmpty()) return Optional.empty();
        if (CURRENCY.contains(tokens.get(0).text())) return amount(tokens.subList(1, tokens.size()));
        var all = tokens.size() == 1 && tokens.get(0).text().matches("(?i)an?")
                ? Optional.<BigDecimal>empty()
                : number(tokens);
        if (all.isPresent()) return all;
        for (int words = 1; words <= 2 && words < tokens.size(); words++) {
            int cut = tokens.size() - words;
            if (money.contains(key(tokens.subList(cut, tokens.size())))) return number(tokens.subList(0, cut));
        }
        return Optional.empty();
    }

    Optional<Duration> unit(List<Token> tokens) {
        return Optional.ofNullable(units.get(key(tokens))).map(Duration::ofMillis);
    }

    /** Empty too when the span is longer than a year. */
    Optional<Duration> duration(List<Token> tokens) {
        for (int cut = 1; cut < tokens.size(); cut++) {
            var unit = unit(tokens.subList(cut, tokens.size()));
            if (unit.isEmpty()) continue;
            var amount = tokens.subList(0, cut);
            var factor = half.contains(key(amount)) ? Optional.of(new BigDecimal("0.5")) : number(amount);
            if (factor.isEmpty()) continue;
            var millis = factor.get().multiply(BigDecimal.valueOf(unit.get().toMillis()));
            if (millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0) return Optional.empty();
            return Optional.of(Duration.ofMillis(millis.longValue()));
        }
        return Optional.empty();
    }

    /** Hour and minute of a day, as {@code h:mm}. */
    Optional<String> clock(List<Token> tokens) {
        if (tokens.isEmpty()) return Optional.empty();
        var word = fixed.get(key(tokens));
        if (word != null) return Optional.of(word);
        int from = 0;
        int to = tokens.size();
        int shift = 0;
        if (am.contains(tokens.get(0).key())) from++;
        else if (pm.contains(tokens.get(0).key())) {
            from++;
            shift = 12;
        }
        for (int cut = from + 1; cut < to; cut++) {
            var rest = key(tokens.subList(cut, to));
            if (am.contains(rest) || pm.contains(rest)) {
                shift = pm.contains(rest) ? 12 : 0;
                to = cut;
            }
        }
        return hourOf(tokens.subList(from, to), shift);
    }

    private Optional<String> hourOf(List<Token> tokens, int shift) {
        if (tokens.isEmpty()) return Optional.empty();
        var first = tokens.get(0);
        if (first.kind() == Token.Kind.NUMBER && first.text().indexOf(':') > 0)
            return tokens.size() == 1
                    ? time(
                            Integer.parseInt(first.text().split(":")[0]),
                            Integer.parseInt(first.text().split(":")[1]),
                            shift)
                    : Optional.empty();
        var h = count(tokens.subList(0, 1));
        if (h.isEmpty()) return Optional.empty();
        if (tokens.size() == 1) return time(h.get(), 0, shift);
        if (!hour.contains(tokens.get(1).key())) return Optional.empty();
        if (tokens.size() == 2) return time(h.get(), 0, shift);
        var rest = tokens.subList(2, tokens.size());
        if (rest.size() == 1 && halfHour.contains(rest.get(0).key())) return time(h.get(), 30, shift);
        var m = count(rest.subList(0, 1));
        boolean minute = rest.size() == 1
                || (rest.size() == 2 && unit(rest.subList(1, 2)).equals(Optional.of(Duration.ofMinutes(1))));
        return m.isPresent() && minute ? time(h.get(), m.get(), shift) : Optional.empty();
    }

    private static Optional<String> time(int hour, int minute, int shift) {
        int h = shift == 12 && hour < 12 ? hour + 12 : hour;
        if (h > 23 || h < 0 || minute > 59 || minute < 0) return Optional.empty();
        return Optional.of(h + ":" + (minute < 10 ? "0" : "") + minute);
    }

    Optional<String> weekday(List<Token> tokens) {
        return Optional.ofNullable(weekdays.get(key(tokens)));
    }
}

package dev.routewright.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Example values as plain JDK types. The parser hands some out as JSON trees and some already turned into dates, UUIDs
 * and bytes by the format of their schema; those go back to the text that stands in JSON.
 */
final class PlainValues {
    private static final int MAX_SCALE = 100;

    private final Budget budget;

    PlainValues(Budget budget) {
        this.budget = budget;
    }

    @Nullable
    Object plain(@Nullable Object value) {
        budget.spend();
        if (value instanceof JsonNode node) return plain(node);
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, inner) -> copy.put(String.valueOf(name), plain(inner)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(inner -> copy.add(plain(inner)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Number number) return number(number);
        if (value == null || value instanceof Boolean) return value;
        if (value instanceof OffsetDateTime time) return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        if (value instanceof Date day)
            return DateTimeFormatter.ISO_LOCAL_DATE.format(day.toInstant().atOffset(ZoneOffset.UTC));
        if (value instanceof byte[] bytes) return new String(bytes, StandardCharsets.UTF_8);
        return value.toString();
    }

    private @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return Collections.unmodifiableMap(map);
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(inner -> list.add(plain((Object) inner)));
            return Collections.unmodifiableList(list);
        }
        if (node.isNumber()) return number(node.numberValue());
        if (node.isBoolean()) return node.booleanValue();
        return node.isNull() || node.isMissingNode() ? null : node.asText();
    }

    /**
     * One class for one value, wherever it was written: Integer, Long or BigInteger, Double unless that would round.
     * A number beyond Double has no example worth having, and {@code 1e999999999} written out is a gigabyte.
     */
    private static @Nullable Number number(Number number) {
        if (number instanceof BigDecimal || number instanceof Double || number instanceof Float) {
            double close = number.doubleValue();
            if (!Double.isFinite(close)) return null;
            boolean rounded = number instanceof BigDecimal exact
                    && Math.abs(exact.scale()) <= MAX_SCALE
                    && BigDecimal.valueOf(close).compareTo(exact) != 0;
            return rounded ? number : (Number) close;
        }
        var whole = new BigInteger(number.toString());
        if (whole.bitLength() < Integer.SIZE) return whole.intValue();
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }
}

package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers, and texts that are numbers. */
final class Numbers {
    private static final double SAME = 1e-6;
    private static final Pattern NUMERIC =
            Pattern.compile("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+)?");

    private Numbers() {}

    static boolean same(JsonNode a, JsonNode b) {
        if (a.isIntegralNumber() && b.isIntegralNumber())
            return a.bigIntegerValue().equals(b.bigIntegerValue());
        return Math.abs(a.doubleValue() - b.doubleValue()) < SAME;
    }

    /** The number a value is or spells; null when it is none. */
    static @Nullable Double of(JsonNode value) {
        if (value.isNumber()) return value.doubleValue();
        if (!value.isTextual()) return null;
        var text = value.textValue().strip();
        return NUMERIC.matcher(text).matches() ? Double.valueOf(text.replace("_", "")) : null;
    }

    /** Ten to the sixteenth and beyond, and very small ones, with an exponent; a whole one with one decimal. */
    static String text(double number) {
        if (Double.isNaN(number)) return "NaN";
        if (Double.isInfinite(number)) return number > 0 ? "Infinity" : "-Infinity";
        var size = Math.abs(number);
        if (size == 0 || size >= 1e-4 && size < 1e16) {
            var plain = new BigDecimal(Double.toString(number)).toPlainString();
            var whole = size == 0 ? (1 / number < 0 ? "-0" : "0") : plain.replaceFirst("\\.0*$", "");
            return plain.contains(".") && size != 0 && !plain.matches(".*\\.0*") ? plain : whole + ".0";
        }
        var parts = Double.toString(number).toLowerCase(Locale.ROOT).split("e");
        int exponent = Integer.parseInt(parts[1]);
        return "%se%s%02d".formatted(parts[0].replaceFirst("\\.0$", ""), exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}

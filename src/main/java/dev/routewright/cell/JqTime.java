package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;

/**
 * The times of jq: seconds since 1970, or the parts of a moment {@code [year, month from 0, day, hour, minute, second, day
 * of the week, day of the year]}, all in UTC. jackson-jq has some of it only, and reads formats as Java does instead of as
 * jq does.
 */
final class JqTime {
    /** What a letter after % stands for that is a number, with its digits. */
    private static final Map<Character, Map.Entry<TemporalField, Integer>> NUMBERS = Map.ofEntries(
            Map.entry('Y', Map.entry(ChronoField.YEAR, 4)),
            Map.entry('m', Map.entry(ChronoField.MONTH_OF_YEAR, 2)),
            Map.entry('d', Map.entry(ChronoField.DAY_OF_MONTH, 2)),
            Map.entry('e', Map.entry(ChronoField.DAY_OF_MONTH, 2)),
            Map.entry('j', Map.entry(ChronoField.DAY_OF_YEAR, 3)),
            Map.entry('H', Map.entry(ChronoField.HOUR_OF_DAY, 2)),
            Map.entry('I', Map.entry(ChronoField.CLOCK_HOUR_OF_AMPM, 2)),
            Map.entry('M', Map.entry(ChronoField.MINUTE_OF_HOUR, 2)),
            Map.entry('S', Map.entry(ChronoField.SECOND_OF_MINUTE, 2)),
            Map.entry('u', Map.entry(ChronoField.DAY_OF_WEEK, 1)),
            Map.entry('G', Map.entry(IsoFields.WEEK_BASED_YEAR, 4)),
            Map.entry('V', Map.entry(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)),
            Map.entry('s', Map.entry(ChronoField.INSTANT_SECONDS, 1)));

    /** The others in Java's letters; text between quotes. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('y', "uu"),
            Map.entry('p', "a"),
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('b', "MMM"),
            Map.entry('h', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('z', "xx"),
            Map.entry('Z', "'UTC'"),
            Map.entry('n', "'\n'"),
            Map.entry('t', "'\t'"),
            Map.entry('%', "'%'"));

    private static final Map<Character, String> SHORT =
            Map.of('F', "%Y-%m-%d", 'T', "%H:%M:%S", 'R', "%H:%M", 'D', "%m/%d/%y");

    private JqTime() {}

    static TextNode iso(JsonNode time) {
        return TextNode.valueOf(DateTimeFormatter.ISO_INSTANT.format(instant(time)));
    }

    /** Seconds of a moment as JSON usually has it; other offsets and fractions of a second are read as well. */
    static LongNode seconds(JsonNode text) {
        if (!text.isTextual()) throw new IllegalArgumentException("A date is a text such as 2015-03-05T23:51:47Z.");
        return LongNode.valueOf(OffsetDateTime.parse(text.textValue()).toEpochSecond());
    }

    static LongNode ofParts(JsonNode parts) {
        return LongNode.valueOf(instant(parts).getEpochSecond());
    }

    static ArrayNode parts(JsonNode time) {
        var at = moment(time);
        var parts = JsonNodeFactory.instance.arrayNode();
        parts.add(at.getYear()).add(at.getMonthValue() - 1).add(at.getDayOfMonth());
        parts.add(at.getHour()).add(at.getMinute()).add(at.getSecond());
        return parts.add(at.getDayOfWeek().getValue() % 7).add(at.getDayOfYear() - 1);
    }

    static TextNode written(JsonNode time, JsonNode format) {
        return TextNode.valueOf(format(format, false).toFormatter(Locale.ENGLISH).format(moment(time)));
    }

    static ArrayNode read(JsonNode text, JsonNode format) {
        if (!text.isTextual()) throw new IllegalArgumentException("Only a text can be read as a time.");
        var read = format(format, true)
                .toFormatter(Locale.ENGLISH)
                .parse(text.textValue().strip());
        var time = read.query(TemporalQueries.localTime());
        var at = LocalDateTime.of(LocalDate.from(read), time == null ? LocalTime.MIDNIGHT : time);
        var offset = read.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(read) : ZoneOffset.UTC;
        return parts(LongNode.valueOf(at.toEpochSecond(offset)));
    }

    private static DateTimeFormatterBuilder format(JsonNode format, boolean reading) {
        var made = new DateTimeFormatterBuilder().parseCaseInsensitive();
        var text = format.asText();
        for (var part : SHORT.entrySet()) text = text.replace("%" + part.getKey(), part.getValue());
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) != '%' || i + 1 == text.length()) made.appendLiteral(text.charAt(i));
            else append(made, text.charAt(++i), reading);
        return made;
    }

    /** Read are also numbers without their zeros in front, as C does. */
    private static void append(DateTimeFormatterBuilder made, char letter, boolean reading) {
        var number = NUMBERS.get(letter);
        if (number == null) {
            if (!LETTERS.containsKey(letter))
                throw new IllegalArgumentException("A time has no part %" + letter + ". Use %Y %m %d %H %M %S.");
            made.appendPattern(LETTERS.get(letter));
        } else if (letter == 's') made.appendValue(number.getKey());
        else if (reading && number.getValue() < 4)
            made.appendValue(number.getKey(), 1, number.getValue(), SignStyle.NOT_NEGATIVE);
        else if (letter == 'e') made.padNext(2).appendValue(number.getKey());
        else made.appendValue(number.getKey(), number.getValue());
    }

    private static OffsetDateTime moment(JsonNode time) {
        return instant(time).atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(JsonNode time) {
        if (time.isNumber()) return Instant.ofEpochSecond((long) Math.floor(time.doubleValue()));
        if (!time.isArray() || time.size() < 3)
            throw new DateTimeException("A time is a number of seconds, or what gmtime and strptime make.");
        return LocalDate.of(time.path(0).asInt(), time.path(1).asInt() + 1, time.path(2).asInt())
                .atTime(time.path(3).asInt(), time.path(4).asInt(), time.path(5).asInt())
                .toInstant(ZoneOffset.UTC);
    }
}

package dev.routewright.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters of an integration are meant. What is null does not matter.
 *
 * @param state {@code kept}, {@code replaying} or {@code replayed}
 * @param entry the address a message came in by, with or without its method before it: {@code POST /orders}
 * @param step at which it failed
 * @param text that its cause holds, in capitals or not
 * @param since kept at this time or later
 * @param until kept before this time
 */
public record DeadLetterFilter(
        @Nullable String state,
        @Nullable String entry,
        @Nullable String step,
        @Nullable String text,
        @Nullable Instant since,
        @Nullable Instant until) {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null, null, null, null);

    public DeadLetterFilter withState(String only) {
        return new DeadLetterFilter(only, entry, step, text, since, until);
    }

    /** Whether it lets everything through. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Conditions with their parameters, to be put behind those that always hold. */
    Condition condition() {
        var sql = new ArrayList<String>();
        var parameters = new LinkedHashMap<String, Object>();
        if (state != null) add(sql, parameters, "state = :state", "state", state);
        if (step != null) add(sql, parameters, "step = :step", "step", step);
        if (text != null) add(sql, parameters, "position(lower(:text) in lower(cause)) > 0", "text", text);
        if (since != null) add(sql, parameters, "kept >= :since", "since", at(since));
        if (until != null) add(sql, parameters, "kept < :until", "until", at(until));
        if (entry != null) {
            var words = entry.strip().split("\\s+", 2);
            add(
                    sql,
                    parameters,
                    "position(:address in entry) > 0",
                    "address",
                    member("address", words[words.length - 1]));
            if (words.length == 2)
                add(sql, parameters, "position(:method in entry) > 0", "method", member("method", words[0]));
        }
        return new Condition(String.join(" and ", sql), parameters);
    }

    /** No database knows every time somebody can write down. */
    private static OffsetDateTime at(Instant instant) {
        var within = instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant.isAfter(LAST) ? LAST : instant;
        return within.atOffset(ZoneOffset.UTC);
    }

    private static void add(List<String> sql, Map<String, Object> parameters, String test, String name, Object value) {
        sql.add(test);
        parameters.put(name, value);
    }

    /** Entries are stored as JSON. */
    private static String member(String name, String value) {
        return "\"%s\":%s".formatted(name, Json.write(value));
    }

    record Condition(String sql, Map<String, Object> parameters) {
        String and() {
            return sql.isEmpty() ? "" : " and " + sql;
        }
    }
}

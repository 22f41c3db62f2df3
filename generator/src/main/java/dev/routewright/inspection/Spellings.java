package dev.routewright.inspection;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values that are right when they are written in one plain way. The patterns are narrow on purpose: whatever needs a
 * sign they do not hold can be said in another way, and what looks like a name cannot turn out to be an expression.
 */
final class Spellings {
    /** @param expected how such a value looks, for a finding */
    record Spelling(Pattern pattern, String expected) {
        boolean fits(String text) {
            return pattern.matcher(text).matches();
        }
    }

    private static final String METHOD = "(GET|POST|PUT|PATCH|DELETE)";
    private static final String CLAIM = "[+-]{0,2}(body|headers|attachments|header:[A-Za-z0-9_-]{1,64}\\*?)";

    private static final Map<Kind.Type, Spelling> ALL = Map.ofEntries(
            entry(Kind.Type.ID, "[A-Za-z][A-Za-z0-9_.-]{0,127}", "letters, digits, dashes and dots"),
            entry(Kind.Type.NAME, "[\\p{L}\\p{N}_][\\p{L}\\p{N}_./:-]{0,127}", "a plain name"),
            entry(
                    Kind.Type.VARIABLE,
                    "[A-Za-z_][A-Za-z0-9_-]{0,63}",
                    "a variable name of letters, digits, dashes and underscores"),
            entry(Kind.Type.FILE_PATTERN, "[\\p{L}\\p{N}_*?.,/-]{1,200}", "a file pattern such as `*.csv`"),
            entry(Kind.Type.LOG_NAME, "[a-z0-9-]{1,64}", "a name of lower-case letters, digits and dashes"),
            entry(
                    Kind.Type.MEDIA_TYPE,
                    "[a-z0-9*]+/[a-z0-9.+*-]+(; ?charset=[A-Za-z0-9-]+)?(, ?[a-z0-9*]+/[a-z0-9.+*-]+)*+",
                    "a media type such as `application/json`"),
            entry(Kind.Type.TIME_ZONE, "[A-Za-z]+(/[A-Za-z_]+)*+", "a time zone such as `Europe/Berlin`"),
            entry(Kind.Type.METHODS, METHOD + "(," + METHOD + ")*+", "HTTP methods such as `POST`"),
            entry(Kind.Type.USER_AGENT, "[A-Za-z0-9][A-Za-z0-9 ._/-]{0,99}", "a name such as `order-export/1.0`"),
            entry(
                    Kind.Type.CLAIM_FILTER,
                    CLAIM + "(, ?" + CLAIM + "){0,15}",
                    "parts of a message, such as `body,header:orderId`"),
            entry(Kind.Type.RATIOS, "[1-9]\\d{0,3}([,;:] ?[1-9]\\d{0,3}){0,19}", "whole numbers such as `3,1`"),
            entry(
                    Kind.Type.NAMESPACES,
                    "[A-Za-z_][A-Za-z0-9_.-]{0,31}=(?!.*(?:camel\\.apache|xalan|exslt|java))"
                            + "(?:https?://|urn:)[A-Za-z0-9._:/#-]{1,200}",
                    "a prefix with the address of a document's namespace"));

    private Spellings() {}

    static Optional<Spelling> of(Kind.Type type) {
        return Optional.ofNullable(ALL.get(type));
    }

    private static Map.Entry<Kind.Type, Spelling> entry(Kind.Type type, String pattern, String expected) {
        return Map.entry(type, new Spelling(Pattern.compile(pattern), expected));
    }
}

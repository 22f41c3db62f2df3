package dev.routewright.drafting.credential;

import java.util.Locale;
import java.util.Set;

/** Tells a value somebody made up to be secret from a word or the name of a field. */
final class Invented {
    private static final int LONGEST_WORD = 400;
    private static final Set<String> WORDS = Set.of(
            "string",
            "text",
            "number",
            "true",
            "false",
            "null",
            "none",
            "required",
            "optional",
            "invalid",
            "missing",
            "expired",
            "unknown",
            "redacted",
            "hidden",
            "removed",
            "header",
            "bearer",
            "basic",
            "wrong",
            "correct",
            "empty",
            "valid",
            "present",
            "absent",
            "authorization",
            "credential",
            "credentials",
            "password",
            "secret",
            "token");

    private Invented() {}

    /** @param said whether the text says outright that this is the value: {@code is}, a colon */
    static boolean isValue(String value, boolean quoted, boolean said) {
        if (value.length() < 6 || isNoValue(value)) return false;
        boolean digits = value.chars().anyMatch(Character::isDigit);
        boolean letters = value.chars().anyMatch(Invented::isLetter);
        if (digits && letters) return !isPlaceOrTime(value);
        if (digits) return said || quoted;
        if (isName(value)) return quoted && said && value.matches("[a-z]{6,}");
        return quoted && said || mixes(value);
    }

    /** Beside a user name there is no doubt that a password follows. */
    static boolean isPassword(String value, boolean quoted) {
        return value.length() >= 4 && !isNoValue(value) && (quoted || isValue(value, true, true) || !isName(value));
    }

    private static boolean isNoValue(String value) {
        return value.length() > LONGEST_WORD
                || value.startsWith("{{")
                || value.startsWith("${")
                || value.startsWith("<")
                || value.startsWith("[")
                || value.startsWith("/")
                || value.startsWith("http:")
                || value.startsWith("https:")
                || value.chars().allMatch(c -> c == '*' || c == 'x' || c == '.' || c == '-')
                || WORDS.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Names of fields and headers: {@code orderId}, {@code order_id}, {@code X-Api-Key}, {@code order.id}. */
    private static boolean isName(String value) {
        return value.matches("[a-z]+(?:[A-Z][a-z]+)*|[A-Za-z]+(?:[-_.][A-Za-z]+)*");
    }

    private static boolean isPlaceOrTime(String value) {
        return value.matches("\\d{1,4}(?:ms|s|min|h|d|th|nd|rd|st)?") || value.matches("\\d{4}-\\d\\d-\\d\\d(?:T.*)?");
    }

    private static boolean mixes(String value) {
        boolean upper = value.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        boolean lower = value.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean signs = value.chars().anyMatch(c -> "!@#$%^&*?=+~".indexOf(c) >= 0);
        return signs && (upper || lower);
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}

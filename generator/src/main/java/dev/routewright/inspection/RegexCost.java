package dev.routewright.inspection;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Whether a regular expression may take endless time. Coarse on purpose: a repeated group that itself repeats or
 * alternates is refused, although some of those are harmless.
 */
final class RegexCost {
    private static final int LONGEST = 256;

    private RegexCost() {}

    static boolean isCheap(String regex) {
        if (regex.length() > LONGEST) return false;
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException | StackOverflowError e) {
            return false;
        }
        return !backReferences(regex) && !nestedRepetition(regex);
    }

    private static boolean backReferences(String regex) {
        for (int i = 0; i + 1 < regex.length(); i++) {
            if (regex.charAt(i) != '\\') continue;
            char next = regex.charAt(++i);
            if (next == 'k' || next == 'Q' || (next >= '1' && next <= '9')) return true;
        }
        return false;
    }

    /** Walks once; a stack would be needed only to allow more, so every group that repeats must be plain inside. */
    private static boolean nestedRepetition(String regex) {
        var risky = new java.util.ArrayDeque<Boolean>();
        boolean inside = false;
        boolean bracket = false;
        int repeats = 0;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
                continue;
            }
            if (bracket) {
                bracket = c != ']';
                continue;
            }
            switch (c) {
                case '[' -> bracket = true;
                case '(' -> {
                    risky.push(inside);
                    inside = false;
                }
                case ')' -> {
                    boolean repeated = i + 1 < regex.length() && "*+{".indexOf(regex.charAt(i + 1)) >= 0;
                    if (inside && repeated) return true;
                    inside = inside || (!risky.isEmpty() && risky.pop());
                }
                case '|' -> inside = true;
                case '*', '+', '{' -> {
                    inside = true;
                    if (++repeats > 8) return true;
                }
                default -> {}
            }
        }
        return false;
    }
}

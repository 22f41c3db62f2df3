package dev.routewright.inspection;

import java.util.Collection;
import java.util.Locale;

/** Patterns of the policy with {@code *} for any characters, compared without regard to capitals. */
final class Names {
    private Names() {}

    static boolean matchesAny(Collection<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    static boolean matches(String pattern, String name) {
        return wild(pattern.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /** Only the last star is ever stretched, so that a pattern of many stars costs no more than one. */
    private static boolean wild(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int stretched = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                stretched = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++stretched;
            } else return false;
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') p++;
        return p == pattern.length();
    }
}

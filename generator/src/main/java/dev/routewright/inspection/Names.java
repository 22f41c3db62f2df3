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
        return wild(pattern.toLowerCase(Locale.ROOT), 0, name.toLowerCase(Locale.ROOT), 0);
    }

    private static boolean wild(String pattern, int p, String name, int n) {
        while (p < pattern.length() && pattern.charAt(p) != '*') {
            if (n >= name.length() || pattern.charAt(p) != name.charAt(n)) return false;
            p++;
            n++;
        }
        if (p == pattern.length()) return n == name.length();
        for (int next = n; next <= name.length(); next++) if (wild(pattern, p + 1, name, next)) return true;
        return false;
    }
}

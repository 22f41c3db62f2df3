package dev.routewright.bench;

import java.util.regex.Pattern;

/** Reads the regular expressions of the cases, which are written for Python, as Java has them. */
final class Regex {
    private static final int UNICODE = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d+(,\\d*)?|,\\d+)}");

    private Regex() {}

    static boolean found(String regex, String text) {
        return of(regex, 0).matcher(text).find();
    }

    static boolean foundInAnyCase(String regex, String text) {
        return of(regex, Pattern.CASE_INSENSITIVE).matcher(text).find();
    }

    private static Pattern of(String regex, int flags) {
        return Pattern.compile(translated(regex), UNICODE | flags);
    }

    /** In Java {@code [}, {@code &&} within a class and a brace that counts nothing mean something else. */
    static String translated(String regex) {
        var java = new StringBuilder();
        var counts = COUNT.matcher(regex);
        int inClass = -1;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                char next = regex.charAt(++i);
                java.append('\\').append(next == 'Z' && inClass < 0 ? 'z' : next);
            } else if (inClass >= 0) {
                // Right after the opening, a closing bracket is a bracket like any other.
                var closes = c == ']' && i > inClass;
                if (closes) inClass = -1;
                java.append(!closes && (c == '[' || c == ']' || c == '&') ? "\\" + c : String.valueOf(c));
            } else if (c == '[') {
                var negated = regex.startsWith("[^", i);
                java.append(negated ? "[^" : "[");
                if (negated) i++;
                inClass = i + 1;
            } else if (regex.startsWith("(?P<", i) || regex.startsWith("(?P=", i)) {
                var reference = regex.charAt(i + 3) == '=';
                int end = reference ? regex.indexOf(')', i) : i + 3;
                java.append(reference ? "\\k<" + regex.substring(i + 4, end) + ">" : "(?<");
                i = end;
            } else if (c == '{' && !counts.region(i, regex.length()).lookingAt()) {
                java.append("\\{");
            } else {
                java.append(c);
            }
        }
        return java.toString();
    }
}

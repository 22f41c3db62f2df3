package dev.routewright.inspection;

/**
 * Characters that look like nothing and mean something: a lone carriage return ends a comment for Camel but not for the
 * eye, a zero-width space splits a word, a bidirectional mark reorders a line.
 */
final class Characters {
    private Characters() {}

    /** Line feed and carriage return are judged by the caller, everything else here. */
    static boolean isForbidden(int c) {
        return (c < 0x20 && c != '\n' && c != '\r')
                || (c >= 0x7F && c <= 0x9F)
                || c == 0x2028
                || c == 0x2029
                || c == 0xFFFD // what a decoder puts in place of bytes that are not UTF-8
                || c == 0xFFFE
                || c == 0xFFFF
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0;
    }

    /** Index of the first forbidden character, or -1. A carriage return counts unless a line feed follows. */
    static int firstForbidden(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean loneReturn = c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n');
            if (loneReturn || isForbidden(c)) return i;
            i += Character.charCount(c);
        }
        return -1;
    }
}

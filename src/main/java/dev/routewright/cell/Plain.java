package dev.routewright.cell;

/** Text of a route inside a sentence of ours: short, on one line, without characters that steer a terminal. */
final class Plain {
    private static final int LONGEST = 200;

    private Plain() {}

    static String line(String text) {
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return isPlain(cut) ? cut : cut.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]+", " ");
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '…');
    }
}

package dev.routewright.integration;

/** Text from outside inside a sentence of ours: short, on one line, without control characters. */
final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    static String of(String text) {
        var plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]+", " ");
        var shortened = plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
        return '\u201c' + shortened + '\u201d';
    }
}

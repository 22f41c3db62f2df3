package dev.routewright.drafting.offline;

/** Brings the inflections of an English word together: "verify", "verifies" and "verified" have one stem. */
final class Stem {
    private Stem() {}

    static String of(String word) {
        var w = word.endsWith("'s") || word.endsWith("’s") ? word.substring(0, word.length() - 2) : word;
        if (w.endsWith("ies") && w.length() > 4) return w.substring(0, w.length() - 3) + "i";
        if (w.endsWith("ied") && w.length() > 4) return w.substring(0, w.length() - 3) + "i";
        if (w.endsWith("ing") && w.length() > 5) return bare(w.substring(0, w.length() - 3));
        if (w.endsWith("ed") && w.length() > 4) return bare(w.substring(0, w.length() - 2));
        if (w.endsWith("es") && w.length() > 4) return bare(w.substring(0, w.length() - 2));
        if (w.endsWith("s") && w.length() > 3 && !w.endsWith("ss") && !w.endsWith("us") && !w.endsWith("is"))
            return bare(w.substring(0, w.length() - 1));
        return bare(w);
    }

    private static String bare(String w) {
        int n = w.length();
        if (n > 3 && w.endsWith("e")) return w.substring(0, n - 1);
        if (n > 2 && w.endsWith("y") && !isVowel(w.charAt(n - 2))) return w.substring(0, n - 1) + "i";
        if (n > 4
                && w.charAt(n - 1) == w.charAt(n - 2)
                && !isVowel(w.charAt(n - 1))
                && w.charAt(n - 1) != 's'
                && w.charAt(n - 1) != 'l') return w.substring(0, n - 1);
        return w;
    }

    private static boolean isVowel(char c) {
        return "aeiou".indexOf(c) >= 0;
    }
}

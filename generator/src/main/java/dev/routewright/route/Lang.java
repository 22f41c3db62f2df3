package dev.routewright.route;

/** The language a description is written in; questions and answers to its author use the same one. */
public enum Lang {
    EN,
    ZH;

    /** Chinese as soon as the text holds a Han character, otherwise English. */
    public static Lang of(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN) ? ZH : EN;
    }

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

package dev.routewright.integration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Masks values in text of any form: what stands behind a name and a colon or equals sign, or between two tags. Misses
 * what has no names beside its values, such as the cells of a table.
 */
final class MaskedText {
    private static final Pattern NAMED =
            Pattern.compile("(?<![\\p{L}\\p{N}_.-])([\\p{L}\\p{N}_.-]{1,100}+)[\"']?[ \\t]{0,20}+[:=][ \\t]{0,20}+");
    private static final Pattern TAGGED = Pattern.compile(
            "<(?:[\\p{L}\\p{N}_.-]{1,100}:)?([\\p{L}\\p{N}_.-]{1,100}+)(?:\\s[^<>]{0,1000}+)?>([^<]++)</");

    private MaskedText() {}

    static String of(String text, Masks masks) {
        return tagged(named(text, masks), masks);
    }

    static String ofForm(String form, Masks masks) {
        return Arrays.stream(form.split("&", -1))
                .map(field -> {
                    int at = field.indexOf('=');
                    return at >= 0 && masks.covers(decoded(field.substring(0, at)))
                            ? field.substring(0, at + 1) + Masks.MASK
                            : field;
                })
                .collect(Collectors.joining("&"));
    }

    static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return name;
        }
    }

    private static String named(String text, Masks masks) {
        var shown = new StringBuilder(text.length());
        var found = NAMED.matcher(text);
        int from = 0;
        while (found.find(from)) {
            if (!masks.covers(found.group(1))) {
                shown.append(text, from, found.end());
                from = found.end();
                continue;
            }
            int end = end(text, found.end());
            char quote = found.end() < text.length() ? text.charAt(found.end()) : ' ';
            var around = quote == '"' || quote == '\'' ? String.valueOf(quote) : "";
            shown.append(text, from, found.end())
                    .append(around)
                    .append(Masks.MASK)
                    .append(around);
            from = end;
        }
        return shown.append(text, from, text.length()).toString();
    }

    /** Where the value ends that begins here. */
    private static int end(String text, int begin) {
        if (begin >= text.length()) return begin;
        char quote = text.charAt(begin);
        boolean quoted = quote == '"' || quote == '\'';
        for (int i = quoted ? begin + 1 : begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') i++;
            else if (quoted && c == quote) return i + 1;
            else if (!quoted && ",;&<>}]\"'\r\n".indexOf(c) >= 0) return i;
        }
        return text.length();
    }

    private static String tagged(String text, Masks masks) {
        var shown = new StringBuilder(text.length());
        var found = TAGGED.matcher(text);
        int from = 0;
        while (found.find()) {
            if (!masks.covers(found.group(1))) continue;
            shown.append(text, from, found.start(2)).append(Masks.MASK);
            from = found.end(2);
        }
        return shown.append(text, from, text.length()).toString();
    }
}

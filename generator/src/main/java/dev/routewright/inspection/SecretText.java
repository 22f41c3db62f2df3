package dev.routewright.inspection;

import dev.routewright.knowledge.KeyShapes;
import dev.routewright.route.SecretName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a credential from prose by three signs: shapes that keys of well-known makers have, a name such as
 * {@code password} with a value beside it, and a word so irregular that nobody would write it by hand.
 */
final class SecretText {
    private static final Pattern DATABASE = Pattern.compile("(?i)\\bjdbc:[a-z0-9:]");
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?;&]password=[^\\s&;]");
    private static final int SHORTEST_KEY = 12;
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,20}://[^\\s/:@?#]{0,64}:[^\\s/@?#$]{1,128}@");
    private static final Pattern BASIC = Pattern.compile("(?i)\\bbasic\\s+([A-Za-z0-9+/_-]{6,}={0,2})");
    private static final Pattern ASSIGNED = Pattern.compile("(?i)(pass(?:word|wd|phrase)?|pwd|secret"
            + "|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|token|credentials?)[\"']?\\s*(?::=|=|:)\\s*[\"']?"
            + "([^\\s\"'$.({,;&<>][^\\s\"',;&<>]{2,})");
    /** In XML, and in other languages than English. */
    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)<(?:[a-z0-9_-]{1,20}:)?(?:password|passwd|passphrase|secret|api[-_]?key|token)(?:\\s[^<>]{0,120})?>"
                    + "(?!true<|false<)[^\\s<>${]{4,}<"
                    + "|(?:密码|口令|密钥|令牌|kennwort|passwort)[\"']?\\s{0,3}[:：=]\\s{0,3}[\"']?(?!null|true|false)[!#%-9;@-Z^-z~]{6,}");
    /** In prose nothing stands between the name and what was invented for it: {@code the password Winter2026!x9}. */
    private static final Pattern SPOKEN = Pattern.compile(
            "(?i)\\b(?:pass(?:word|wd|phrase)?|pwd|secret|(?:api|access|private)[-_ ]?key|token|credentials?)"
                    + "\\s+(?:is\\s+)?[\"'`]?((?-i)(?=\\S{0,64}[0-9])(?=\\S{0,64}[A-Za-z])(?=\\S{0,64}[!@#%^*?=+~]|\\S{0,64}[a-z]\\S{0,64}[A-Z]|"
                    + "\\S{0,64}[A-Z]\\S{0,64}[a-z])[A-Za-z0-9!@#%^*?=+~_-]{8,64})");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/_=-]{24,}");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?<![0-9A-Za-z])[0-9a-f]{32,}(?![0-9A-Za-z])");
    /** What follows such a name in prose or in a description of data, and is no value of it. */
    private static final Set<String> PROSE = Set.of(
            "string",
            "text",
            "number",
            "true",
            "false",
            "null",
            "none",
            "required",
            "optional",
            "invalid",
            "missing",
            "expired",
            "unknown",
            "redacted",
            "hidden",
            "removed",
            "changeme",
            "the",
            "not",
            "see",
            "has",
            "was",
            "will",
            "must",
            "may",
            "is",
            "are",
            "reset",
            "ring");

    boolean isIn(String text) {
        if (text.length() < 6) return false;
        boolean names = text.indexOf(':') >= 0 || text.indexOf('=') >= 0;
        if (names && (ADDRESS.matcher(text).find() || isAssigned(text))) return true;
        return text.length() >= SHORTEST_KEY
                && (SPOKEN.matcher(text).find()
                        || WRITTEN.matcher(text).find()
                        || KeyShapes.ALL.stream()
                                .anyMatch(shape -> shape.matcher(text).find())
                        || isBasic(text)
                        || isDatabase(text)
                        || isIrregular(text));
    }

    /** An option such as {@code authPassword}, unless its value is a placeholder or a switch. */
    boolean isValueOf(String key, String value) {
        return SecretName.is(key)
                && !key.toLowerCase(Locale.ROOT).contains("tokenize")
                && !key.equals("token")
                && !value.isBlank()
                && !value.startsWith("{{")
                && !value.matches("true|false|\\d{1,6}");
    }

    /** The address of a database and a password behind it in one line. */
    private static boolean isDatabase(String text) {
        return DATABASE.matcher(text).find()
                && text.lines().anyMatch(line -> {
                    Matcher address = DATABASE.matcher(line);
                    return address.find() && PASSWORD.matcher(line).find(address.end());
                });
    }

    private static boolean isBasic(String text) {
        Matcher matcher = BASIC.matcher(text);
        while (matcher.find()) {
            try {
                byte[] decoded = Base64.getDecoder().decode(matcher.group(1));
                String credentials = new String(decoded, StandardCharsets.UTF_8);
                if (credentials.indexOf(':') > 0 && credentials.chars().allMatch(c -> c >= 32 && c < 0xfffd))
                    return true;
            } catch (IllegalArgumentException noBase64) {
                // prose such as "basic settings"
            }
        }
        return false;
    }

    private static boolean isAssigned(String text) {
        Matcher matcher = ASSIGNED.matcher(text);
        while (matcher.find()) {
            String value = matcher.group(2);
            String lower = value.toLowerCase(Locale.ROOT).split("[^a-z0-9]", 2)[0];
            boolean prose = PROSE.contains(lower) || value.startsWith("{{") || value.startsWith("*");
            boolean sentence = text.charAt(matcher.start(2) - 1) == ' '
                    && text.substring(matcher.end(1), matcher.start(2)).indexOf('=') < 0
                    && value.matches("[a-z]+[.!?]?");
            if (!prose && !sentence) return true;
        }
        return false;
    }

    /** Long, of letters in both cases and digits mixed, and far from any language. */
    private static boolean isIrregular(String text) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group();
            if (isUuid(word) || word.chars().filter(c -> c == '/').count() > 3) continue;
            boolean mixed = word.chars().anyMatch(Character::isDigit)
                    && word.chars().anyMatch(Character::isUpperCase)
                    && word.chars().anyMatch(Character::isLowerCase);
            if (mixed && changes(word) >= word.length() / 3 && entropy(word) > 3.8) return true;
            if (HEXADECIMAL.matcher(word).find() && entropy(word) > 3.2) return true;
        }
        return false;
    }

    private static boolean isUuid(String word) {
        return word.matches("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}.*");
    }

    /** How often the kind of sign changes; in camel case only the first letter of a word does. */
    private static int changes(String word) {
        int changes = 0;
        for (int i = 1; i < word.length(); i++)
            if (kind(word.charAt(i)) != kind(word.charAt(i - 1)) && !beginsWord(word, i)) changes++;
        return changes;
    }

    private static boolean beginsWord(String word, int i) {
        return Character.isUpperCase(word.charAt(i - 1)) && Character.isLowerCase(word.charAt(i));
    }

    private static int kind(char c) {
        if (Character.isDigit(c)) return 0;
        if (Character.isUpperCase(c)) return 1;
        return Character.isLowerCase(c) ? 2 : 3;
    }

    private static double entropy(String word) {
        var counts = new int[128];
        word.chars().forEach(c -> counts[c & 127]++);
        double entropy = 0;
        for (int count : counts)
            if (count > 0) {
                double share = (double) count / word.length();
                entropy -= share * Math.log(share) / Math.log(2);
            }
        return entropy;
    }
}

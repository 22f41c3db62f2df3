package dev.routewright.drafting.credential;

import dev.routewright.drafting.credential.Extraction.Span;
import dev.routewright.knowledge.KeyShapes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds credentials in prose by what stands beside them, in English and Chinese, and by the shapes that keys of
 * well-known makers have. Examples of messages are left alone: what a field called token holds there is data.
 */
final class Finder {
    private static final String VALUE =
            "(?:[`\"'“‘「『](?<quoted>[^`\"'”’」』\\s]{4,400})[`\"'”’」』]|(?<plain>[!#-&*-;=?-Z^-z|~]{4,400}))";
    private static final String IS =
            "(?:\\s{0,3}(?:[(（]|header|has|have|must|should|be|reads|field|parameter|value|with|set|to|is|are|of|the|its|being|equals|named"
                    + "|请求头|参数|的值|值|设为|设置为|等于|是|为|传|带上|带|使用|用|=|:|：)){0,8}\\s{0,3}";
    private static final String STRONG =
            "pass(?:word|phrase|code|wd)|pwd|(?:client[-_ ]?|shared[-_ ]?)?secret(?:[-_ ]?key)?"
                    + "|(?:api|access|private|secret|subscription|auth|authentication|service|licen[cs]e)[-_ ]?(?:key|token)"
                    + "|credentials?|密钥|秘钥|口令|密码|凭证|凭据|访问码|授权码";
    private static final String HEADER =
            "(?!(?:x-)?idempotency)[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:key|token|secret|auth|password|credential)|authorization";
    private static final String WEAK = "key|token|令牌|钥匙";

    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\\s\\S]{0,10000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,20}://([^\\s/:@?#\\[\\]]{1,64}:[^\\s/@?#\\[\\]]{1,128})@");
    private static final Pattern BEARER = Pattern.compile("(?i)\\bbearer(?:[-_ ]?token)?" + IS + VALUE);
    private static final Pattern BASIC = Pattern.compile("(?i)\\bbasic\\s{1,3}[`\"']?([A-Za-z0-9+/_-]{6,400}={0,2})");
    private static final Pattern USER = Pattern.compile("(?i)(?:user(?:[-_ ]?name)?|login|account|用户名|用户|账号|帐号|账户)" + IS
            + "[`\"'“「]?(?<user>[A-Za-z0-9._@-]{2,64})[`\"'”」]?[\\s,，、;；/]{0,3}"
            + "(?:(?:and|with|和|及|以及|，)\\s{0,3})?(?:the\\s|its\\s)?(?:pass(?:word|phrase|code)|密码|口令)" + IS + VALUE);
    private static final Pattern NAMED =
            Pattern.compile("(?i)(?<![A-Za-z0-9-])(?:" + HEADER + "|" + STRONG + ")(?<is>" + IS + ")" + VALUE);
    private static final Pattern HINTED =
            Pattern.compile("(?i)(?<![A-Za-z0-9-])(?:" + WEAK + ")(?<is>" + IS + ")" + VALUE);
    private static final Pattern BEHIND = Pattern.compile("(?i)(?<![!-~])" + VALUE
            + "\\s{0,3}(?:as|for|作为|当作|作)\\s{0,3}(?:the\\s|its\\s|an?\\s|our\\s)?(?:" + STRONG + "|" + WEAK
            + ")(?![A-Za-z])");

    private final String text;
    private final List<Span> spans = new ArrayList<>();

    Finder(String text) {
        this.text = text;
    }

    /** The surest first. */
    List<Span> spans() {
        all(BLOCK, match -> take(match.start(), match.end(), match.group(), false));
        all(ADDRESS, match -> take(match.start(1), match.end(1), match.group(1), true));
        all(BASIC, this::basic);
        all(BEARER, match -> value(match, "", false));
        all(USER, this::user);
        for (Pattern shape : KeyShapes.ALL) all(shape, this::shaped);
        var prose = new Prose(text);
        all(NAMED, match -> {
            if (!prose.isExample(match.start())) value(match, match.group("is"), true);
        });
        all(HINTED, match -> {
            if (!prose.isExample(match.start()) && prose.isAboutAccess(match.start())) value(match, "", true);
        });
        all(BEHIND, match -> {
            if (!prose.isExample(match.start()) && prose.isAboutAccess(match.start())) value(match, "", true);
        });
        return spans;
    }

    private interface Taker {
        void take(Matcher match);
    }

    private void all(Pattern pattern, Taker taker) {
        Matcher match = pattern.matcher(text);
        for (int from = 0; from <= text.length() && match.find(from); from = match.start() + 1) taker.take(match);
    }

    private void shaped(Matcher match) {
        String shape = match.group();
        int from = match.start();
        if (shape.toLowerCase(java.util.Locale.ROOT).startsWith("bearer")) return;
        take(from, match.end(), shape, false);
    }

    private void basic(Matcher match) {
        try {
            String decoded = new String(Base64.getDecoder().decode(match.group(1)), StandardCharsets.UTF_8);
            if (decoded.indexOf(':') > 0 && decoded.chars().allMatch(c -> c >= 32 && c < 0xfffd))
                take(match.start(1), match.end(1), decoded, true);
        } catch (IllegalArgumentException prose) {
            // Words such as "basic settings".
        }
    }

    private void user(Matcher match) {
        int[] place = place(match);
        String password = text.substring(place[0], place[1]);
        if (Invented.isPassword(password, match.group("quoted") != null))
            take(place[0], place[1], match.group("user") + ":" + password, true);
    }

    private void value(Matcher match, String is, boolean careful) {
        int[] place = place(match);
        String value = text.substring(place[0], place[1]);
        boolean quoted = match.group("quoted") != null;
        boolean said = is.matches("(?s).*(?:=|:|：|\\bis\\b|是|为).*");
        if (Invented.isValue(value, quoted, said) || !careful && Invented.isValue(value, true, true))
            take(place[0], place[1], value, false);
    }

    /** Without the punctuation of the sentence behind it. */
    private int[] place(Matcher match) {
        if (match.group("quoted") != null) return new int[] {match.start("quoted"), match.end("quoted")};
        int end = match.end("plain");
        while (end > match.start("plain") && ".,;:!?)*".indexOf(text.charAt(end - 1)) >= 0) end--;
        return new int[] {match.start("plain"), end};
    }

    private void take(int from, int to, String value, boolean basic) {
        if (to > from) spans.add(new Span(from, to, new Credential(value, basic)));
    }
}

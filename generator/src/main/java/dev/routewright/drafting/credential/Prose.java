package dev.routewright.drafting.credential;

import java.util.BitSet;
import java.util.regex.Pattern;

/** What surrounds a place in a description. */
final class Prose {
    private static final Pattern ACCESS = Pattern.compile(
            "(?i)\\bheader|authenti|authoriz|credential|\\bapi\\b|\\blog(?:s|ged)? ?in\\b|\\bsign(?:s|ed)? in\\b|secret"
                    + "|query (?:param|string)|bearer|请求头|消息头|报头|头部|鉴权|认证|授权|登录|查询参数|凭证|接口调用|身份验证");
    private static final int AROUND = 600;
    private static final String ENDS = "。！？；\n";

    private final String text;
    private final BitSet examples = new BitSet();

    Prose(String text) {
        this.text = text;
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '{') depth++;
            if (depth > 0) examples.set(at);
            if (next == '}' && depth > 0) depth--;
        }
        // A brace that is never closed makes no example of the rest.
        if (depth > 0) examples.clear();
    }

    /** Whether it is inside braces: an example of a message. */
    boolean isExample(int at) {
        return examples.get(at);
    }

    /** Whether the sentence is about being let in somewhere. */
    boolean isAboutAccess(int at) {
        int from = at;
        while (from > 0 && at - from < AROUND && !isEnd(from - 1)) from--;
        int to = at;
        while (to < text.length() && to - at < AROUND && !isEnd(to)) to++;
        return ACCESS.matcher(text.substring(from, to)).find();
    }

    private boolean isEnd(int at) {
        char here = text.charAt(at);
        if (here == '\n') return at + 1 >= text.length() || "\n-*#0123456789".indexOf(text.charAt(at + 1)) >= 0;
        if (ENDS.indexOf(here) >= 0) return true;
        return (here == '.' || here == '!' || here == '?')
                && (at + 1 >= text.length() || Character.isWhitespace(text.charAt(at + 1)));
    }
}

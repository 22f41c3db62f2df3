package dev.routewright.drafting.offline;

import dev.routewright.route.Trigger;
import java.util.List;
import java.util.Optional;

/**
 * Method and path as they stand in a clause, with what frames them: {@code with POST at /orders}, {@code (GET /x/{id})}.
 *
 * @param method empty when only a path is named
 * @param from index of the first token
 * @param to index behind the last token
 */
record Entry(String method, String path, int from, int to) {
    private static final String METHOD = "GET|POST|PUT|DELETE|PATCH";
    private static final String PATH = "/[A-Za-z0-9_{}-][A-Za-z0-9_{}.-]*(/[A-Za-z0-9_{}][A-Za-z0-9_{}.-]*)*+";
    private static final String BEFORE =
            "(?i)with|via|by|at|to|through|on|as|in|over|using|under|for|a|an|the|http|通过|以|用|使用|到|向|往|经|经由|从|由|对|至|在|接口|路径|地址";
    private static final String BETWEEN = "(?i)request|requests|to|at|on|for|请求|到|至|接口|路径";
    private static final String AFTER = "(?i)请求|接口|request|requests|endpoint";
    private static final String OPEN = "[(（]";
    private static final String CLOSE = "[)）]";

    /** The only entry of a clause; empty when it has none, or several. */
    static Optional<Entry> in(List<Token> words) {
        Optional<Entry> found = Optional.empty();
        for (int at = 0; at < words.size(); at++) {
            var entry = stated(words, at);
            if (entry.isEmpty()) continue;
            if (found.isPresent()) return Optional.empty();
            found = entry;
            at = entry.get().to - 1;
        }
        return found.isPresent() ? found : path(words);
    }

    /** Whether a method is named right before a path: such words never are anything but an entry. */
    static boolean isStated(List<Token> words) {
        for (int at = 0; at < words.size(); at++) if (stated(words, at).isPresent()) return true;
        return false;
    }

    private static Optional<Entry> stated(List<Token> words, int at) {
        var token = words.get(at);
        if (token.kind() == Token.Kind.QUOTED) {
            var parts = token.text().split("\\s+");
            return parts.length == 2 && parts[0].matches(METHOD) && parts[1].matches(PATH)
                    ? Optional.of(framed(parts[0], parts[1], words, at, at + 1))
                    : Optional.empty();
        }
        if (!token.text().matches(METHOD)) return Optional.empty();
        int path = at + 1;
        while (path < words.size() && words.get(path).text().matches(BETWEEN)) path++;
        if (path == words.size() || !words.get(path).text().matches(PATH)) return Optional.empty();
        return Optional.of(framed(token.text(), words.get(path).text(), words, at, path + 1));
    }

    /** A path without a method, behind a word that says that something comes there. */
    private static Optional<Entry> path(List<Token> words) {
        Optional<Entry> found = Optional.empty();
        for (int at = 1; at < words.size(); at++) {
            if (!words.get(at).text().matches(PATH)
                    || !words.get(at - 1)
                            .text()
                            .matches("(?i)to|at|on|via|through|under|endpoint|path|通过|接口|路径|从|.*[到向至往]")) continue;
            if (found.isPresent()) return Optional.empty();
            found = Optional.of(framed("", words.get(at).text(), words, at, at + 1));
        }
        return found;
    }

    private static Entry framed(String method, String path, List<Token> words, int from, int to) {
        int start = from;
        int end = to;
        while (start > 0 && words.get(start - 1).text().matches(BEFORE) && !isCallsTo(words, start - 1)) start--;
        if (end < words.size() && words.get(end).text().matches(AFTER)) end++;
        if (start > 0
                && end < words.size()
                && words.get(start - 1).text().matches(OPEN)
                && words.get(end).text().matches(CLOSE)) {
            start--;
            end++;
        }
        return new Entry(method, path, start, end);
    }

    /** "Calls to GET /x": here the word belongs to what comes. */
    private static boolean isCallsTo(List<Token> words, int at) {
        return at > 0
                && words.get(at).text().equals("to")
                && words.get(at - 1).text().matches("(?i)calls?|requests?");
    }

    boolean isStated() {
        return !method.isEmpty();
    }

    Trigger.Http trigger() {
        return new Trigger.Http(List.of(), method.isEmpty() ? "POST" : method, path);
    }
}

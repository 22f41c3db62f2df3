package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Evidence.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was seen, told so that a route can be mended by it: short, without what differs from one rehearsal to the next. */
final class Account {
    static final int SHORT = 160;
    private static final int LONGEST = 1200;
    private static final int MOST_CALLS = 12;
    /** Would make the same mistake look like another one. */
    private static final Pattern NUMBERED =
            Pattern.compile("( on: Message\\. )?Exchange\\[[^]]*]|[0-9A-F]{12,20}-[0-9A-F]{16}");

    private Account() {}

    static String of(List<String> problems, Seen seen) {
        var said = plain(String.join("; ", problems));
        return cut("%s. Seen: %s".formatted(cut(said, LONGEST / 2), plain(seen(seen))), LONGEST);
    }

    private static String seen(Seen seen) {
        var parts = new ArrayList<String>();
        parts.add(calls(seen));
        var answers = seen.answers().stream()
                .filter(java.util.Objects::nonNull)
                .map(Account::answer)
                .toList();
        if (!answers.isEmpty()) parts.add("answers " + String.join(", ", answers));
        if (!seen.deliveries().isEmpty())
            parts.add("written "
                    + seen.deliveries().stream()
                            .limit(MOST_CALLS)
                            .map(one -> one.target() + " " + content(one.content()))
                            .collect(Collectors.joining(", ")));
        if (!seen.deadLetters().isEmpty())
            parts.add("dead letters "
                    + seen.deadLetters().stream()
                            .map(cause -> "\u201c" + cut(plain(cause), 2 * SHORT) + "\u201d")
                            .distinct()
                            .collect(Collectors.joining(", ")));
        return String.join("; ", parts) + ".";
    }

    private static String calls(Seen seen) {
        var made = ExampleCalls.made(seen.attempts());
        if (made.isEmpty()) return "no calls";
        return "calls "
                + made.stream().limit(MOST_CALLS).map(Account::call).collect(Collectors.joining(", "))
                + (made.size() > MOST_CALLS ? ", \u2026 (%d in all)".formatted(made.size()) : "");
    }

    private static String call(ExampleCalls.Made made) {
        return "%s %s \u2192 %s"
                .formatted(
                        made.operation(),
                        cut(made.input(), SHORT),
                        made.attempts().stream()
                                .map(one -> status(one.called().status()))
                                .collect(Collectors.joining(", ")));
    }

    private static String status(int status) {
        return status == 0 ? "no answer" : String.valueOf(status);
    }

    /** Of the runtime's own answer the title says all. */
    static String answer(@Nullable Answer answer) {
        if (answer == null) return "none";
        var body = Json.read(answer.body());
        if (answer.contentType().startsWith("application/problem") && body instanceof Map<?, ?> problem)
            return "%d (%s%s)"
                    .formatted(
                            answer.status(),
                            problem.get("title"),
                            problem.containsKey("deadLetter") ? "; the message is a dead letter" : "");
        return answer.body().isBlank()
                ? String.valueOf(answer.status())
                : "%d %s".formatted(answer.status(), content(answer.body()));
    }

    private static String plain(String text) {
        return NUMBERED.matcher(text).replaceAll("");
    }

    /** JSON on one line. */
    static String content(String text) {
        var value = Json.read(text);
        return cut(value instanceof Map || value instanceof List ? Json.write(value) : text, SHORT);
    }

    static String cut(String text, int longest) {
        var line = text.strip();
        if (line.length() <= longest) return line;
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "\u2026";
    }
}

package dev.routewright.inspection;

import dev.routewright.route.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The rules of inspection in words, each with its page, for whatever shows findings to people. */
public final class RuleBook {
    private RuleBook() {}

    /**
     * @param meaning what a finding of this rule says, one sentence
     * @param remedy what to do, one sentence
     * @param page Markdown for people, without the front matter; empty in a build that has no docs
     */
    public record Entry(String id, Severity severity, String meaning, String remedy, String page) {}

    /** In the order of the rules. */
    public static List<Entry> rules() {
        return Arrays.stream(RuleId.values()).map(RuleBook::entry).toList();
    }

    private static Entry entry(RuleId rule) {
        return new Entry(rule.id(), rule.severity(), rule.meaning(), rule.remedy(), page(rule.id()));
    }

    private static String page(String id) {
        try (var in = RuleBook.class.getResourceAsStream("rules/" + id + ".md")) {
            return in == null ? "" : body(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("[rules] A page of the jar cannot be read. Build it again.", e);
        }
    }

    /** The front matter is for the test of the page. */
    private static String body(String page) {
        var lines = page.lines().toList();
        var begins = !lines.isEmpty() && lines.get(0).equals("---");
        var end = begins ? lines.subList(1, lines.size()).indexOf("---") + 2 : 0;
        return String.join("\n", lines.subList(end, lines.size())).strip() + "\n";
    }
}

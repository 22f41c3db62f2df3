package dev.routewright.rehearsal;

import dev.routewright.route.Evidence;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Evidence as a page for reviews. Whatever it shows comes from descriptions, routes and services and stays text. */
public final class EvidenceMarkdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]<>|#~$&!]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    private EvidenceMarkdown() {}

    /** @param title of the page, such as {@code order, version 3} */
    public static String of(String title, Evidence evidence) {
        var report = EvidenceReport.of(evidence);
        var page = new StringBuilder("# Rehearsal of ").append(text(title)).append("\n\n");
        page.append(summary(evidence)).append("\n\n");
        if (report.table().isEmpty()) return page.toString();
        page.append("| # | | Injected | The caller saw | What was called | Where the message is |\n");
        page.append("|--:|---|---|---|---|---|\n");
        report.table().forEach(row -> page.append(row(row)));
        list(
                page,
                "Failed",
                report.table().stream()
                        .filter(row -> !row.passed())
                        .map(row -> row.number() + ": " + text(row.problem()))
                        .toList());
        list(
                page,
                "Remarks",
                report.table().stream()
                        .flatMap(row -> row.remarks().stream().map(remark -> row.number() + ": " + text(remark)))
                        .toList());
        list(
                page,
                "Not tried",
                report.untried().stream().map(EvidenceMarkdown::text).toList());
        return page.toString();
    }

    private static String summary(Evidence evidence) {
        long failed = evidence.runs().stream().filter(run -> !run.passed()).count();
        long remarks =
                evidence.runs().stream().mapToLong(run -> run.remarks().size()).sum();
        if (evidence.runs().isEmpty()) return "Nothing was rehearsed.";
        return "%s, %s; %s; %d not tried."
                .formatted(
                        counted(evidence.runs().size(), "run"),
                        failed == 0 ? "all passed" : failed + " failed",
                        counted(remarks, "remark"),
                        evidence.untried().size());
    }

    private static String counted(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    private static String row(EvidenceRow row) {
        return "| %d | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.number(),
                        row.passed() ? "passed" : "**failed**",
                        text(row.what()),
                        text(row.caller()),
                        row.called().stream().map(EvidenceMarkdown::text).collect(Collectors.joining("<br>")),
                        text(row.message()));
    }

    private static void list(StringBuilder page, String head, List<String> lines) {
        if (lines.isEmpty()) return;
        page.append("\n## ").append(head).append("\n\n");
        lines.forEach(line -> page.append("- ").append(line).append('\n'));
    }

    private static String text(String text) {
        var line = CONTROL.matcher(text).replaceAll(" ").strip();
        return SPECIAL.matcher(line).replaceAll("\\\\$0");
    }
}

package dev.routewright.drafting.model;

import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** What was wrong with a draft, as text that says where, what and what to write instead. */
final class RepairPrompt {
    private static final int MOST_FINDINGS = 20;
    private static final int MOST_RUNS = 5;
    private static final int LONGEST = 500;

    private RepairPrompt() {}

    static String of(Plan plan, String yaml, List<Finding> findings, List<Evidence.Run> runs) {
        var text = new StringBuilder(Prompts.REPAIR);
        var errors = findings.stream().filter(Finding::isError).toList();
        var lines = yaml.lines().toList();
        if (!errors.isEmpty())
            text.append(Quoted.data(
                    "findings",
                    errors.stream()
                            .limit(MOST_FINDINGS)
                            .map(finding -> finding(finding, lines))
                            .collect(Collectors.joining("\n"))));
        var failed = runs.stream().filter(run -> !run.passed()).toList();
        if (failed.isEmpty()) return text.toString();
        text.append(Quoted.data(
                "failed-runs",
                failed.stream().limit(MOST_RUNS).map(run -> run(run, plan)).collect(Collectors.joining("\n"))));
        return text.append(Prompts.EXAMPLES).toString();
    }

    private static String finding(Finding finding, List<String> lines) {
        var place = finding.line() < 1 || finding.line() > lines.size()
                ? ""
                : ", line " + finding.line() + " `"
                        + Quoted.line(lines.get(finding.line() - 1), 160).replace('`', '\'') + "`";
        var step = finding.step() == null ? "" : ", step " + Quoted.line(finding.step(), 60);
        return "- " + finding.rule() + place + step + ": " + Quoted.line(finding.problem(), LONGEST) + " "
                + Quoted.line(finding.remedy(), LONGEST);
    }

    private static String run(Evidence.Run run, Plan plan) {
        var text = new StringBuilder("- ").append(run.kind().equals("fault") ? "fault" : "example");
        text.append(" \"").append(Quoted.line(run.name(), 120)).append('"');
        if (!run.injected().isBlank()) text.append(", injected: ").append(Quoted.line(run.injected(), 200));
        text.append("\n  problem: ").append(Quoted.line(run.problem(), LONGEST));
        plan.examples().stream()
                .filter(example -> example.name().equals(run.name()))
                .findFirst()
                .ifPresent(example ->
                        text.append("\n  the example: ").append(Quoted.line(PlanWords.example(example), 1500)));
        text.append("\n  calls seen: ");
        text.append(
                run.calls().isEmpty()
                        ? "none"
                        : run.calls().stream()
                                .limit(12)
                                .map(call -> call.operation() + " " + Quoted.line(call.input(), 200) + " -> "
                                        + call.status())
                                .collect(Collectors.joining("; ")));
        var answer = run.answer();
        if (answer != null)
            text.append("\n  answer seen: ")
                    .append(answer.status())
                    .append(' ')
                    .append(Quoted.line(answer.body(), 300));
        if (!run.deliveries().isEmpty())
            text.append("\n  written: ")
                    .append(run.deliveries().stream()
                            .limit(6)
                            .map(delivery ->
                                    Quoted.line(delivery.target(), 120) + " " + Quoted.line(delivery.content(), 200))
                            .collect(Collectors.joining("; ")));
        if (!run.deadLetters().isEmpty())
            text.append("\n  dead letters: ")
                    .append(run.deadLetters().stream()
                            .limit(4)
                            .map(cause -> Quoted.line(cause, 200))
                            .collect(Collectors.joining("; ")));
        return text.toString();
    }
}

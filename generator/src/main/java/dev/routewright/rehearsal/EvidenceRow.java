package dev.routewright.rehearsal;

import dev.routewright.route.Evidence;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Called;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run as people read it.
 *
 * @param number from 1
 * @param what what was injected, of a scenario its name
 * @param caller what the caller saw, empty when nobody called
 * @param called the calls in order, each with what came of its attempts
 * @param message where the message is
 * @param problem why the run failed, empty when it passed
 */
public record EvidenceRow(
        int number,
        String kind,
        boolean passed,
        String what,
        String caller,
        List<String> called,
        String message,
        String problem,
        List<String> remarks,
        long millis) {
    private static final int SHORT = 50;
    private static final int CAUSE = 140;

    public EvidenceRow {
        called = List.copyOf(called);
        remarks = List.copyOf(remarks);
    }

    static EvidenceRow of(int number, Evidence.Run run) {
        return new EvidenceRow(
                number,
                run.kind(),
                run.passed(),
                run.injected().isEmpty() ? run.name() : run.injected(),
                run.answers().stream().map(EvidenceRow::answer).collect(Collectors.joining(", then ")),
                called(run.calls()),
                message(run),
                run.problem(),
                run.remarks(),
                run.millis());
    }

    /** Of the runtime's own answer the title says all. */
    private static String answer(Answer answer) {
        var body = Json.read(answer.body());
        if (answer.contentType().startsWith("application/problem") && body instanceof Map<?, ?> problem)
            return "%d %s".formatted(answer.status(), problem.get("title"));
        return "%d %s"
                .formatted(answer.status(), Account.cut(Masked.text(answer.body()), SHORT))
                .strip();
    }

    /** The same several times in a row, as attempts of one call are, stands once: {@code inventory.getStock 500 ×3}. */
    private static List<String> called(List<Called> calls) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < calls.size(); ) {
            var first = calls.get(i);
            int end = i + 1;
            while (end < calls.size() && first.equals(calls.get(end))) end++;
            var came = first.trouble().isEmpty()
                    ? String.valueOf(first.status())
                    : first.status() == 0 ? first.trouble() : first.status() + ", " + first.trouble();
            lines.add(first.operation() + " " + came + (end - i == 1 ? "" : " \u00d7" + (end - i)));
            i = end;
        }
        return lines;
    }

    private static boolean isRefused(Answer answer) {
        return answer.status() / 100 == 4 && answer.contentType().startsWith("application/problem");
    }

    private static String message(Evidence.Run run) {
        var places = new ArrayList<String>();
        if (!run.undone().isEmpty())
            places.add("undone by " + run.undone().stream().distinct().collect(Collectors.joining(", ")));
        run.deadLetters().stream().distinct().forEach(cause -> places.add("dead letter: " + Account.cut(cause, CAUSE)));
        if (!run.deliveries().isEmpty())
            places.add("delivered to "
                    + run.deliveries().stream()
                            .map(Evidence.Delivery::target)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        if (run.deadLetters().isEmpty() && run.answer() != null)
            places.add(0, isRefused(run.answer()) ? "refused, not kept" : "answered");
        if (!places.isEmpty()) return String.join("; ", places);
        if (run.calls().isEmpty() && !run.passed()) return "nowhere";
        return run.passed() ? "done" : "not seen anywhere";
    }
}

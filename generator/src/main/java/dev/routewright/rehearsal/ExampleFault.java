package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Step;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges what became of messages one of whose calls failed, by a plan in words. Words leave open what is right, so that
 * only what is certain counts: a caller without an answer, a message that is nowhere, a failure nobody planned for that is
 * answered like a success.
 *
 * @param isRead whether the call fails by a reply that cannot be read
 * @param effects what may be repeated blindly
 */
record ExampleFault(
        @Nullable Plan plan,
        Grant.Entry entry,
        String operation,
        Injection injection,
        List<Scenario> examples,
        boolean isRead,
        Effects effects) {
    private static final Pattern DEALS_WITH_FAILURE =
            Pattern.compile("(?i)try|catch|fail|error|fallback|recover|saga|compensat|rollback|default");

    Optional<String> problem(Seen seen) {
        boolean called = entry.kind().equals("http");
        if (called && seen.answers().stream().anyMatch(java.util.Objects::isNull))
            return Optional.of("The caller got no answer. Seen: %s".formatted(Account.of(List.of(failed()), seen)));
        int last = seen.operations().lastIndexOf(operation);
        boolean harmless = fault().breaksSchema() || fault().isBadReply() && !isRead;
        if (last < 0 || harmless || seen.isKept() || isDealtWith(seen, last)) return Optional.empty();
        return called ? pretended(seen, last) : vanished(seen);
    }

    private String failed() {
        return injection.into(operation);
    }

    private Fault fault() {
        return injection.fault();
    }

    /** @param path of the member that is broken, empty when nobody needs it */
    List<String> remarks(Seen seen, String path) {
        var remarks = new java.util.ArrayList<String>();
        var answer = seen.answer();
        boolean done = !seen.isKept() && (answer == null || answer.status() / 100 == 2);
        if (!path.isEmpty() && done && seen.operations().contains(operation))
            remarks.add(
                    "%s of the reply was not usable, and the message was taken for done all the same.".formatted(path));
        boolean again = ExampleCalls.made(seen.attempts()).stream()
                .anyMatch(made ->
                        made.operation().equals(operation) && made.attempts().size() > 1);
        if (again && fault().mayHaveWorked() && !effects.mayRepeat(operation))
            remarks.add("%s changes something and was repeated although it may have worked the first time."
                    .formatted(operation));
        return remarks;
    }

    private boolean isDealtWith(Seen seen, int last) {
        return last < seen.attempts().size() - 1
                || seen.deliveries().size() > seen.attempts().get(last).delivered();
    }

    private Optional<String> vanished(Seen seen) {
        if (tasks().anyMatch(task -> concerns(task) && saysWhatThen(task))) return Optional.empty();
        return Optional.of(Account.of(
                List.of(
                        failed(),
                        "nothing was done about it, and the message is not in the dead letters: it vanished. Let the failure"
                                + " end the route, or do something about it that is seen"),
                seen));
    }

    /** Where the plan deals with failures in any way, an answer may be partial and right. */
    private Optional<String> pretended(Seen seen, int last) {
        int message = seen.attempts().get(last).message();
        var answer = message < 0 || message >= seen.answers().size()
                ? null
                : seen.answers().get(message);
        boolean planned = plan == null
                || tasks().noneMatch(this::concerns)
                || tasks().anyMatch(task -> !task.onFailure().isBlank()
                        || DEALS_WITH_FAILURE.matcher(task.kind()).find())
                || examples.stream()
                        .flatMap(example -> example.replies().getOrDefault(operation, List.of()).stream())
                        .anyMatch(reply -> reply.status() / 100 != 2);
        if (planned || !fault().isOutage() || answer == null || answer.status() / 100 != 2) return Optional.empty();
        return Optional.of(Account.of(
                List.of(
                        failed(),
                        "the caller got %d all the same, and the plan says nothing about this failure. Let it end the"
                                        .formatted(answer.status())
                                + " route: the message is kept then and the caller gets 503"),
                seen));
    }

    private static boolean saysWhatThen(Step.Task task) {
        return !task.onFailure().isBlank()
                || task.steps().stream()
                        .anyMatch(inner -> inner instanceof Step.Task then
                                && DEALS_WITH_FAILURE.matcher(then.kind()).find());
    }

    private boolean concerns(Step.Task task) {
        return task.operation().equals(operation)
                || task.steps().stream()
                        .filter(Step.Task.class::isInstance)
                        .anyMatch(inner -> concerns((Step.Task) inner));
    }

    private java.util.stream.Stream<Step.Task> tasks() {
        if (plan == null) return java.util.stream.Stream.empty();
        return plan.allSteps().filter(Step.Task.class::isInstance).map(Step.Task.class::cast);
    }
}

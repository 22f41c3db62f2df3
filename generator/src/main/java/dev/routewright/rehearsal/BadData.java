package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Scenarios.Case;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Plan;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges what came of data that is not as described: a reply, or the message itself. Where the plan decides by what is
 * broken and cannot, the route must not go on; where it only passes it on, nothing may be made up in its place.
 *
 * @param source whose data it is, as in {@link Value.Field}
 * @param path of what is broken
 * @param body all of it
 * @param planned statuses the plan answers this with
 */
record BadData(
        Plan plan,
        Case one,
        String source,
        String path,
        @Nullable Object body,
        Set<Integer> planned) {

    /** What a plan can make of it. */
    private enum Verdict {
        UNDECIDED,
        ELSEWHERE,
        PASSED_ON
    }

    boolean isUsed() {
        return Uses.of(plan.steps()).anyMatch(this::isBroken);
    }

    private boolean isBroken(Value.Field field) {
        return field.source().equals(source)
                && (field.path().isEmpty()
                        || field.path().equals(path)
                        || field.path().startsWith(path + ".")
                        || path.startsWith(field.path() + "."));
    }

    Optional<String> problem(Seen seen) {
        if (isCalled() && seen.answer() == null) return Optional.of("The caller got no answer.");
        if (!succeeded(seen)) return Optional.empty();
        return switch (verdict()) {
            case ELSEWHERE -> Optional.empty();
            case UNDECIDED ->
                Optional.of("The plan decides by %s.%s, which was not usable, and the route went on: %s."
                        .formatted(source, path, outcome(seen)));
            case PASSED_ON -> isUsed() ? new Expected(one.way(), broken(), isCalled()).problem(seen) : Optional.empty();
        };
    }

    List<String> remarks(Seen seen) {
        if (!succeeded(seen) || !isUsed()) return List.of();
        return List.of("%s.%s was not usable, and the message was taken for done all the same: %s."
                .formatted(source, path, outcome(seen)));
    }

    private String outcome(Seen seen) {
        var answer = seen.answer();
        return answer == null ? "it is not in the dead letters" : "the caller got " + answer.status();
    }

    private boolean succeeded(Seen seen) {
        if (!isCalled()) return !seen.isKept();
        var answer = seen.answer();
        return answer != null && answer.status() < 400 && !planned.contains(answer.status());
    }

    private boolean isCalled() {
        return plan.trigger() instanceof Trigger.Http;
    }

    private World broken() {
        return one.world().orElseThrow().with(source, "", body);
    }

    private Verdict verdict() {
        var truth = new Truth(broken());
        for (var goal : one.way().goals()) {
            if (Solver.compares(goal.condition())
                    .flatMap(compare -> java.util.stream.Stream.of(compare.left(), compare.right()))
                    .flatMap(Solver::fields)
                    .noneMatch(this::isBroken)) continue;
            var decided = truth.of(goal.condition(), goal.item());
            if (decided.isEmpty()) return Verdict.UNDECIDED;
            if (decided.get() != goal.wanted()) return Verdict.ELSEWHERE;
        }
        boolean noList = one.way()
                .loops()
                .anyMatch(each -> Solver.fields(each.step().items()).anyMatch(this::isBroken));
        return noList ? Verdict.ELSEWHERE : Verdict.PASSED_ON;
    }
}

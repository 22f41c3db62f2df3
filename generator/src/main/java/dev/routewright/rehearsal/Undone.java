package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Way.Passed;
import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The calls that undo what was done for a message: the latest first, and each only when its way led past it. */
final class Undone {
    private Undone() {}

    /** What is undone at the end of what has passed. */
    static List<String> after(List<Passed> passed) {
        var undone = new ArrayList<String>();
        Way.steps(passed).forEach(did -> {
            if (did.step() instanceof Step.Call call && call.undoes().isPresent()) undone.add(call.key());
            if (did.step() instanceof Step.Undo) undone.clear();
        });
        Collections.reverse(undone);
        return undone;
    }

    /** What must be undone when the call fails on the way: nothing when its failure is answered as it is. */
    static Optional<String> problem(Way way, Step.Call call, List<String> seen) {
        if (Uses.ends(call.onFailure()) && call.onFailure().stream().noneMatch(Step.Undo.class::isInstance))
            return Optional.empty();
        var before = way.steps()
                .takeWhile(did -> !did.step().equals(call))
                .<Passed>map(did -> did)
                .toList();
        var wanted = after(before);
        var undone = seen.stream().filter(wanted::contains).toList();
        return undone.equals(wanted)
                ? Optional.empty()
                : Optional.of("%s failed, and the plan undoes %s; the route undid %s."
                        .formatted(call.key(), CallOrder.words(wanted, ", then "), CallOrder.words(undone, ", then ")));
    }

    /** Every operation the plan undoes something by. */
    static List<String> operations(Plan plan) {
        return plan.allSteps()
                .filter(Step.Call.class::isInstance)
                .map(Step.Call.class::cast)
                .filter(call -> call.undoes().isPresent())
                .map(Step.Call::key)
                .toList();
    }
}

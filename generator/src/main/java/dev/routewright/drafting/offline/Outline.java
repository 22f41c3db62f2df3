package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description.Joint;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tidies the statements of a description before they are put together: what starts it, and what happens together. */
final class Outline {
    private final List<Placed> starts = new ArrayList<>();
    private final List<Placed> steps = new ArrayList<>();
    private final List<Placed> alone = new ArrayList<>();
    private final List<Placed> given = new ArrayList<>();
    private Optional<String> heading = Optional.empty();

    Outline(List<Placed> statements) {
        for (int at = 0; at < statements.size(); at++) {
            var placed = statements.get(at);
            var statement = placed.statement();
            if (statement instanceof Statement.Start) Starts.add(placed, starts);
            else if (statement instanceof Statement.Given) given.add(placed);
            else if (statement instanceof Statement.Heading h) heading = heading.or(() -> Optional.of(h.text()));
            else if (statement instanceof Statement.Together together) at = group(statements, at, placed, together);
            else if (isFailure(statement) && isUndoing(statements, at + 1)) steps.add(failing(placed));
            else if (isRetryHint(statement, statements, at)) timed(placed);
            else if (isEmptyOtherwise(statements, at)) continue;
            else steps.add(at > 0 && isFailure(statements.get(at - 1).statement()) ? standingIn(placed) : placed);
        }
        if (!starts.isEmpty() && !steps.isEmpty()) steps.set(0, steps.get(0).joined(Joint.SOFT, false, false));
    }

    /** "If it fails, retry 3 times": retrying is what one does with what failed, and so is taking an earlier reply. */
    private static boolean isRetryHint(Statement statement, List<Placed> statements, int at) {
        if (!isFailure(statement) || at + 1 == statements.size()) return false;
        var next = statements.get(at + 1).statement();
        return next instanceof Statement.Repeat
                || next instanceof Statement.Manner manner
                        && manner.standingIn().resilience().standIn().isPresent();
    }

    private static boolean isFailure(Statement statement) {
        return statement instanceof Statement.Failure
                || statement instanceof Statement.Guard guard && guard.claim().isFailure();
    }

    private static boolean isUndoing(List<Placed> statements, int at) {
        return at < statements.size() && statements.get(at).statement() instanceof Statement.Undoing;
    }

    /** What is undone when a call fails is undone however it fails: without an answer, or with one that says so. */
    private static Placed failing(Placed placed) {
        var subject = placed.statement() instanceof Statement.Guard guard
                ? guard.claim().subject()
                : ((Statement.Failure) placed.statement()).subject();
        return new Placed(
                new Statement.Failures(List.of(subject)),
                placed.joint(),
                placed.sequel(),
                placed.always(),
                placed.words());
    }

    private static Placed standingIn(Placed placed) {
        return placed.statement() instanceof Statement.Manner manner
                ? new Placed(manner.standingIn(), placed.joint(), placed.sequel(), placed.always(), placed.words())
                : placed;
    }

    /** "If it does not answer within 2 seconds, retry": the time holds all the same. */
    private void timed(Placed placed) {
        if (!(placed.statement() instanceof Statement.Failure failure)
                || failure.timeout().isEmpty()) return;
        var limit = new Step.Resilience(Optional.empty(), Optional.empty(), failure.timeout());
        steps.add(new Placed(
                new Statement.Repeat(limit), placed.joint(), placed.sequel(), placed.always(), placed.words()));
    }

    /** 除非 X，否则 Y: the "otherwise" belongs to the "unless". After a plain condition it would leave its branch empty. */
    private static boolean isEmptyOtherwise(List<Placed> statements, int at) {
        if (at == 0 || !(statements.get(at).statement() instanceof Statement.Otherwise)) return false;
        return statements.get(at - 1).statement() instanceof Statement.Guard guard && guard.unless();
    }

    /** @return the index of the last statement taken */
    private int group(List<Placed> statements, int at, Placed marker, Statement.Together together) {
        var actions = new ArrayList<Placed>();
        int next = at + 1;
        while (next < statements.size()) {
            var placed = statements.get(next);
            if (together.closed() && placed.statement() instanceof Statement.Close) {
                next++;
                break;
            }
            if (!isCall(placed) || (!actions.isEmpty() && (placed.joint() != Joint.SOFT || placed.sequel()))) break;
            actions.add(placed);
            next++;
        }
        var joint = marker.joint();
        if (actions.size() == 1 && joint == Joint.SOFT && !steps.isEmpty() && isCall(steps.get(steps.size() - 1))) {
            var before = steps.remove(steps.size() - 1);
            joint = before.joint();
            actions.add(0, before);
        }
        if (actions.size() < 2) alone.add(marker);
        else
            steps.add(new Placed(
                    new Statement.Group(List.copyOf(actions)),
                    joint,
                    marker.sequel(),
                    marker.always(),
                    actions.get(0).words()));
        return next - 1;
    }

    private static boolean isCall(Placed placed) {
        return placed.statement() instanceof Statement.Do did && did.action() instanceof Statement.Call;
    }

    List<Placed> starts() {
        return starts;
    }

    List<Placed> steps() {
        return steps;
    }

    /** Markers of simultaneity that nothing stands beside. */
    List<Placed> alone() {
        return alone;
    }

    /** What holds for every call anyway. */
    List<Placed> given() {
        return given;
    }

    Optional<String> heading() {
        return heading;
    }
}

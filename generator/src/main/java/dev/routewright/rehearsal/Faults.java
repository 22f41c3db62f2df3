package dev.routewright.rehearsal;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.rehearsal.Scenarios.Case;
import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One trial for every way every call of a plan can go wrong, on the first way that reaches the call. */
final class Faults {
    private final Plan plan;
    private final Effects effects;
    private final Map<Step.Call, Case> reached = new LinkedHashMap<>();

    Faults(Plan plan, List<Case> cases, Effects effects) {
        this.plan = plan;
        this.effects = effects;
        for (var one : cases) {
            if (one.world().isEmpty()) continue;
            one.way().steps().forEach(did -> {
                if (did.step() instanceof Step.Call call && !BuiltIn.isOf(call.key())) reached.putIfAbsent(call, one);
            });
        }
    }

    /**
     * All calls suffer one fault before any suffers the next. Once every call suffered the first one, the rest is spare:
     * a rehearsal that ends early has tried every call.
     */
    List<Trial> trials(Predicate<Fault> wanted) {
        var trials = new ArrayList<Trial>();
        for (var fault : Fault.values())
            if (wanted.test(fault))
                reached.forEach((call, one) -> trial(call, fault, one).ifPresent(trials::add));
        return trials;
    }

    /** What deals with a failure fails itself. */
    List<Trial> seconds() {
        var trials = new ArrayList<Trial>();
        reached.forEach((call, one) -> handlers(call).forEach(handler -> trials.add(second(call, handler, one))));
        return trials;
    }

    private Optional<Trial> trial(Step.Call call, Fault fault, Case one) {
        int after = earlier(call, one.way());
        if (fault.isPlain()) {
            var judge = new Aftermath(plan, one, call, fault, after, effects);
            var trial = trial(call, fault.injection(), one, after, judge::problem);
            return Optional.of(fault == Fault.REFUSES ? trial : trial.spared());
        }
        return effects.operation(call.key())
                .flatMap(operation -> BrokenReply.of(
                        fault, operation, one.world().orElseThrow().root(call.result()), used(call, one)))
                .map(reply -> {
                    var judge = new BadData(
                            plan, one, call.result(), reply.path(), reply.body(), Aftermath.statuses(call.onFailure()));
                    return trial(call, reply.injection(), one, after, judge::problem)
                            .remarking(judge::remarks)
                            .spared();
                });
    }

    /** What the plan decides by before what it passes on. */
    private List<String> used(Step.Call call, Case one) {
        var decides = one.way().goals().stream()
                .flatMap(goal -> Solver.compares(goal.condition()))
                .flatMap(compare -> Stream.of(compare.left(), compare.right()))
                .flatMap(Solver::fields);
        return BrokenReply.used(Stream.concat(decides, Uses.of(plan.steps())), call.result());
    }

    private static Trial trial(
            Step.Call call,
            Injection injection,
            Case one,
            int after,
            java.util.function.Function<Trial.Seen, Optional<String>> judge) {
        return new Trial(
                call.key() + " fails",
                Trial.FAULT,
                injection.into(call.key()),
                one.message(),
                one.script().troubled(call.key(), after, injection),
                judge);
    }

    private Trial second(Step.Call call, Step.Call handler, Case one) {
        var fault = Fault.REFUSES;
        var script = one.script()
                .troubled(call.key(), earlier(call, one.way()), fault.injection())
                .troubled(handler.key(), 0, fault.injection());
        return new Trial(
                        call.key() + " and " + handler.key() + " fail",
                        Trial.FAULT,
                        fault.injection().into(call.key()) + ", and then "
                                + fault.injection().into(handler.key()),
                        one.message(),
                        script,
                        new Aftermath(plan, one, handler, fault, 0, effects)::problem)
                .spared();
    }

    private static List<Step.Call> handlers(Step.Call call) {
        return call.onFailure().stream()
                .filter(Step.Call.class::isInstance)
                .map(Step.Call.class::cast)
                .filter(handler -> !handler.key().equals(call.key()))
                .toList();
    }

    /** How often the operation is called on the way before this call. */
    private static int earlier(Step.Call call, Way way) {
        return (int) way.steps()
                .takeWhile(did -> !did.step().equals(call))
                .filter(did ->
                        did.step() instanceof Step.Call other && other.key().equals(call.key()))
                .count();
    }
}

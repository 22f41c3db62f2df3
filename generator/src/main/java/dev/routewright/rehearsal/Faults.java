package dev.routewright.rehearsal;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.rehearsal.Scenarios.Case;
import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One trial for every way every call of a plan can go wrong, on the first way that reaches the call. */
final class Faults {
    private final Plan plan;
    private final Map<Step.Call, Case> reached = new LinkedHashMap<>();

    Faults(Plan plan, List<Case> cases) {
        this.plan = plan;
        for (var one : cases) {
            if (one.world().isEmpty()) continue;
            one.way().steps().forEach(did -> {
                if (did.step() instanceof Step.Call call && isAwaited(call)) reached.putIfAbsent(call, one);
            });
        }
    }

    /** What undoes, and what nobody waits for, is made again until it is done; nobody is answered otherwise for it. */
    private static boolean isAwaited(Step.Call call) {
        return !BuiltIn.isOf(call.key())
                && call.undoes().isEmpty()
                && !call.resilience().async();
    }

    /** All calls suffer one fault before any suffers the next: a rehearsal that ends early has tried every call. */
    List<Trial> trials() {
        var trials = new ArrayList<Trial>();
        var calls = reached.keySet();
        for (var fault : Fault.values()) for (var call : calls) trials.add(trial(call, fault, reached.get(call)));
        for (var call : calls) for (var handler : handlers(call)) trials.add(second(call, handler, reached.get(call)));
        return trials;
    }

    private Trial trial(Step.Call call, Fault fault, Case one) {
        int after = earlier(call, one.way());
        return new Trial(
                call.key() + " fails",
                Trial.FAULT,
                fault.injectedInto(call.key()),
                one.message(),
                one.script().troubled(call.key(), after, fault),
                new Aftermath(plan, one, call, fault, after)::problem);
    }

    /** What deals with a failure fails itself. */
    private Trial second(Step.Call call, Step.Call handler, Case one) {
        var fault = Fault.REFUSES;
        var script = one.script()
                .troubled(call.key(), earlier(call, one.way()), fault)
                .troubled(handler.key(), 0, fault);
        return new Trial(
                call.key() + " and " + handler.key() + " fail",
                Trial.FAULT,
                fault.injectedInto(call.key()) + ", and then " + fault.injectedInto(handler.key()),
                one.message(),
                script,
                new Aftermath(plan, one, handler, fault, 0)::problem);
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

package dev.routewright.drafting.model;

import dev.routewright.drafting.RouteSteps;
import dev.routewright.drafting.RouteSteps.Found;
import dev.routewright.drafting.Trace;
import dev.routewright.drafting.model.PlanText.Item;
import dev.routewright.route.Draft;
import dev.routewright.route.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps a change to what it is about: in the plan by putting back what was not to be touched, in the route by objecting. */
final class ChangeCheck {
    private final Map<String, Item> live = new LinkedHashMap<>();
    private final PlanText plan;

    /** @param livePlan a plan in words */
    ChangeCheck(Plan livePlan) {
        this.plan = PlanReader.read(PlanJson.of(livePlan)).orElseThrow();
        plan.steps().forEach(step -> live.put(step.id(), step));
    }

    /** The new plan, with every step that does not cite the wish as it was. */
    PlanText settled(PlanText changed, Set<Integer> wishes) {
        var steps = new ArrayList<Item>();
        for (var step : changed.steps()) {
            var before = live.get(step.id());
            boolean wished = step.clauses().stream().anyMatch(wishes::contains);
            boolean moved = before != null && !step.inside().equals(before.inside());
            steps.add(before == null || wished || moved ? step : before);
        }
        boolean sameTrigger = changed.trigger().clauses().stream().noneMatch(wishes::contains);
        return new PlanText(
                plan.title(),
                changed.search(),
                sameTrigger ? plan.trigger() : changed.trigger(),
                changed.format(),
                changed.fields(),
                steps,
                changed.context(),
                changed.parts(),
                changed.examples(),
                changed.assumptions(),
                changed.questions());
    }

    /** Ids of plan steps that are new, different or gone. */
    Set<String> changed(Plan now) {
        var items = PlanReader.read(PlanJson.of(now)).orElseThrow().steps();
        var changed = new TreeSet<String>();
        var seen = new HashSet<String>();
        for (var item : items) {
            seen.add(item.id());
            if (!item.equals(live.get(item.id()))) changed.add(item.id());
        }
        live.keySet().stream().filter(id -> !seen.contains(id)).forEach(changed::add);
        return changed;
    }

    /** Route steps that are no longer what they were although their plan step is. */
    static List<Objection> objections(Draft before, Set<String> changed, String yaml) {
        var livePlan = before.plan();
        if (livePlan == null) return List.of();
        var after = new LinkedHashMap<String, Found>();
        for (var step : RouteSteps.of(yaml)) if (!step.id().isEmpty()) after.putIfAbsent(step.id(), step);
        var objections = new ArrayList<Objection>();
        for (var step : RouteSteps.of(before.yaml())) {
            var owner = Trace.owner(livePlan, step.id());
            if (step.id().isEmpty() || owner.filter(changed::contains).isPresent()) continue;
            var kept = after.get(step.id());
            if (kept != null && kept.own().equals(step.own())) continue;
            objections.add(Objection.error(
                    "route step " + step.id(),
                    kept == null
                            ? "It is gone, and the change does not concern it."
                            : "It was altered, and the change does not concern it.",
                    "Put it back exactly:\n"
                            + String.join("\n", step.own()).indent(4).stripTrailing()));
        }
        return objections;
    }
}

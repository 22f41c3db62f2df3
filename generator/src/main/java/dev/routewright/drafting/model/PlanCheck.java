package dev.routewright.drafting.model;

import static dev.routewright.drafting.model.Objection.error;
import static dev.routewright.drafting.model.Objection.wish;

import dev.routewright.drafting.model.PlanText.Item;
import dev.routewright.route.Clause;
import dev.routewright.route.Operation;
import dev.routewright.route.Scenario;
import dev.routewright.route.Service;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds a plan against what is known: clauses, operations, fields, itself. Says where, what is wrong and what to write. */
final class PlanCheck {
    private static final int FEWEST_EXAMPLES = 2;
    private static final int MOST_STEPS = 80;
    private static final Objection ASKS_AND_PLANS = wish(
            "questions",
            "The plan asks and plans at once.",
            "If it can be built like this, leave questions empty and note what you decided under assumptions; if the author"
                    + " alone can say it, leave steps and examples empty.");

    private final List<Clause> clauses;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final ExampleCheck examples;

    PlanCheck(List<Clause> clauses, List<Service> services, ExampleCheck examples) {
        this.clauses = clauses;
        this.examples = examples;
        for (var service : services)
            for (var operation : service.operations()) operations.put(operation.key(), operation);
    }

    /** Judges one example of a plan against the services: sentences that say what is wrong with it. */
    @FunctionalInterface
    interface ExampleCheck {
        List<String> objections(Trigger trigger, Scenario example, List<Service> services);
    }

    List<Objection> objections(PlanText plan, List<Service> services) {
        var found = new ArrayList<Objection>();
        if (!plan.questions().isEmpty()) {
            if (!plan.steps().isEmpty()) found.add(ASKS_AND_PLANS);
            return found;
        }
        TriggerCheck.judge(plan.trigger(), found);
        coverage(plan, found);
        steps(plan, found);
        examples(plan, services, found);
        return found;
    }

    private void coverage(PlanText plan, List<Objection> found) {
        var cited = new HashSet<>(plan.context());
        cited.addAll(plan.trigger().clauses());
        plan.steps().forEach(step -> cited.addAll(step.clauses()));
        for (var clause : clauses)
            if (!cited.contains(clause.number()))
                found.add(error(
                        "clause " + clause.number(),
                        "No step serves \"" + Quoted.line(clause.text(), 160) + "\".",
                        "Name the number in the trigger or in the step that carries it out, add that step if it is"
                                + " missing, or list it in context if it asks for nothing."));
        if (plan.steps().isEmpty())
            found.add(error("steps", "There is none.", "Plan the work, or ask if it cannot be built."));
        if (plan.steps().size() > MOST_STEPS)
            found.add(error("steps", "There are more than " + MOST_STEPS + ".", "Join steps that belong together."));
    }

    private void steps(PlanText plan, List<Objection> found) {
        var ids = new HashSet<String>();
        var calls = new LinkedHashMap<String, Operation>();
        for (var step : plan.steps()) {
            var place = "step " + Quoted.line(step.id(), 60);
            if (!step.id().matches("[a-z][a-z0-9-]{0,40}"))
                found.add(error(place, "This is no id.", "Use small letters, digits and dashes, a letter first."));
            if (!ids.add(step.id()))
                found.add(error(place, "The id stands twice.", "Give each step an id of its own."));
            clauses(step, place, found);
            operation(step, place, found);
            inside(plan, step, place, found);
            if ((step.kind().equals("publish") || step.kind().equals("file"))
                    && step.target().isBlank())
                found.add(error(place, "It has no target.", "Name the topic or folder in target."));
            var operation = operations.get(step.operation());
            if (operation != null) calls.put(step.id(), operation);
        }
        var reads = new ReadCheck(plan, calls);
        for (var step : plan.steps()) reads.judge(step, found);
    }

    private void clauses(Item step, String place, List<Objection> found) {
        var unknown =
                step.clauses().stream().filter(n -> n < 1 || n > clauses.size()).toList();
        if (step.clauses().isEmpty() || !unknown.isEmpty())
            found.add(error(
                    place,
                    unknown.isEmpty() ? "It cites no clause." : "There is no clause " + unknown.get(0) + ".",
                    "Cite the clauses, 1 to " + clauses.size()
                            + ", that ask for it; leave the step out if none does."));
    }

    private void operation(Item step, String place, List<Objection> found) {
        boolean call = step.kind().equals("call");
        if (step.operation().isBlank()) {
            if (call)
                found.add(error(place, "A call needs an operation.", "Name it as service.operation, as it is listed."));
            return;
        }
        if (operations.containsKey(step.operation())) return;
        var near = OperationNames.near(step.operation(), operations.keySet());
        found.add(error(
                place,
                "There is no operation " + Quoted.line(step.operation(), 80) + ".",
                near.isEmpty()
                        ? "Use an operation of <data:services>; if none does what the clause asks, ask a question about it."
                        : "Write " + String.join(" or ", near)
                                + "; if none does what the clause asks, ask a question."));
    }

    private static void inside(PlanText plan, Item step, String place, List<Objection> found) {
        if (step.inside().isEmpty()) {
            if (step.kind().equals("branch") || step.kind().equals("on-failure"))
                found.add(error(
                        place,
                        "A " + step.kind() + " stands alone.",
                        "Name the enclosing step in inside: "
                                + (step.kind().equals("branch") ? "a choice." : "a call or group.")));
            return;
        }
        var seen = new TreeSet<String>(Set.of(step.id()));
        for (var at = step; !at.inside().isEmpty(); ) {
            var outer = plan.step(at.inside());
            if (outer.isEmpty()) {
                if (at == step)
                    found.add(error(
                            place,
                            "There is no step " + Quoted.line(at.inside(), 60) + " to be inside of.",
                            "Name the id of the enclosing step, or \"\"."));
                return;
            }
            if (!seen.add(outer.get().id())) {
                found.add(error(place, "It is inside itself.", "Name the enclosing step, or \"\"."));
                return;
            }
            at = outer.get();
        }
    }

    private void examples(PlanText plan, List<Service> services, List<Objection> found) {
        if (plan.examples().size() < FEWEST_EXAMPLES && !plan.steps().isEmpty())
            found.add(wish(
                    "examples",
                    "There are " + plan.examples().size() + ".",
                    "Write 3 to 10: each answer, branch and failure the clauses name."));
        var trigger = PlanMaker.trigger(plan.trigger());
        var names = new HashSet<String>();
        for (var example : plan.examples()) {
            var place = "example " + Quoted.line(example.name(), 80);
            if (example.name().isBlank() || !names.add(example.name()))
                found.add(error(place, "Its name is empty or stands twice.", "Give each example a name of its own."));
            for (var objection : examples.objections(trigger, example, services))
                found.add(wish(place, objection, "Correct the example."));
        }
    }

    static String some(Iterable<String> names, int most) {
        var list = new ArrayList<String>();
        names.forEach(list::add);
        return list.stream().limit(most).collect(Collectors.joining(", ")) + (list.size() > most ? ", …" : "");
    }
}

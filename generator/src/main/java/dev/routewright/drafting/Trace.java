package dev.routewright.drafting;

import dev.routewright.route.Clause;
import dev.routewright.route.Finding;
import dev.routewright.route.Plan;
import dev.routewright.route.Severity;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * From the clauses of a description over the steps of its plan to the steps of its route, and back. What nobody asked
 * for and what nobody carries out are findings. Pure: one plan and one file always give the same answer.
 *
 * @param clauses which plan steps serve each clause
 * @param steps which route steps carry out each plan step
 */
public record Trace(List<Served> clauses, List<Carried> steps) {
    /** A step of the plan is not in the route. */
    public static final String NOT_CARRIED_OUT = "plan-step-missing";

    /** A step of the route does what no step of the plan asks for. */
    public static final String NOT_ASKED_FOR = "step-not-asked-for";

    /** A clause no step of the plan serves. */
    public static final String NOT_SERVED = "clause-not-served";

    /** What becomes of a file that was read is an option of the entry and no step. */
    private static final Pattern MOVES = Pattern.compile("(?m)^\\s*move:|[{,]\\s*move:");

    private static final Set<String> PARTS =
            Set.of("choice", "branch", "on-failure", "group", "transform", "parallel", "log");

    /** @param steps ids of plan steps; {@code trigger} when the trigger cites the clause, {@code context} when it asks for nothing */
    public record Served(int clause, List<String> steps) {}

    /** @param routeSteps ids in the route file, in its order */
    public record Carried(String step, List<Integer> clauses, List<String> routeSteps) {}

    public Trace {
        clauses = List.copyOf(clauses);
        steps = List.copyOf(steps);
    }

    public static Trace of(Plan plan, String yaml) {
        var found = RouteSteps.of(yaml);
        var clauses =
                plan.clauses().stream().map(clause -> served(plan, clause)).toList();
        var steps = plan.allSteps()
                .map(step -> new Carried(
                        step.id(),
                        step.clauses(),
                        found.stream()
                                .map(RouteSteps.Found::id)
                                .filter(id -> owner(plan, id)
                                        .filter(step.id()::equals)
                                        .isPresent())
                                .toList()))
                .toList();
        return new Trace(clauses, steps);
    }

    /** What does not match, for a plan in words; other plans are written by code and rehearsed step by step. */
    public static List<Finding> findings(Plan plan, String yaml) {
        var found = RouteSteps.of(yaml);
        if (!plan.isInWords() || found.isEmpty()) return List.of();
        var findings = new ArrayList<Finding>();
        var trace = of(plan, yaml);
        for (var served : trace.clauses())
            if (served.steps().isEmpty())
                findings.add(new Finding(
                        NOT_SERVED,
                        Severity.ERROR,
                        0,
                        0,
                        null,
                        "No step of the plan serves clause %d.".formatted(served.clause()),
                        "Plan a step for it, or say in the description that nothing is to be done."));
        var carried = new HashSet<String>();
        trace.steps().stream().filter(step -> !step.routeSteps().isEmpty()).forEach(step -> carried.add(step.step()));
        if (MOVES.matcher(yaml).find()) plan.allSteps().filter(Trace::isMove).forEach(step -> carried.add(step.id()));
        missing(plan.steps(), carried, findings);
        for (var step : found) unasked(plan, step).ifPresent(findings::add);
        return findings;
    }

    /** A formula may stand in the expression that uses it, and a branch in which nothing is done may be left out. */
    private static boolean canBePartOfAnother(Step step) {
        return step instanceof Step.Task task && PARTS.contains(task.kind());
    }

    private static boolean isMove(Step step) {
        return step instanceof Step.Task task && task.kind().equals("move");
    }

    private static Served served(Plan plan, Clause clause) {
        var by = new TreeSet<String>();
        plan.allSteps().filter(step -> step.clauses().contains(clause.number())).forEach(step -> by.add(step.id()));
        if (plan.trigger().clauses().contains(clause.number())) by.add("trigger");
        if (plan.context().contains(clause.number())) by.add("context");
        return new Served(clause.number(), List.copyOf(by));
    }

    /** A step that holds others is carried out by them. @return whether all of these are */
    private static boolean missing(List<Step> steps, HashSet<String> carried, List<Finding> findings) {
        boolean any = false;
        for (var step : steps) {
            var inner = step instanceof Step.Task task ? task.steps() : List.<Step>of();
            boolean here = missing(inner, carried, findings) || carried.contains(step.id());
            any |= here;
            if (here || !inner.isEmpty()) continue;
            findings.add(new Finding(
                    NOT_CARRIED_OUT,
                    canBePartOfAnother(step) ? Severity.WARNING : Severity.ERROR,
                    0,
                    0,
                    step.id(),
                    "No step of the route carries out the plan step %s.".formatted(step.id()),
                    isMove(step)
                            ? "Write the option move of the entry."
                            : "Write it, with the id %s or %s-….".formatted(step.id(), step.id())));
        }
        return any;
    }

    private static Optional<Finding> unasked(Plan plan, RouteSteps.Found step) {
        boolean plumbing = step.id().isEmpty()
                || step.id().equals("message")
                || step.id().startsWith("message-")
                || step.id().equals("empty");
        if (owner(plan, step.id()).isPresent() || plumbing && !step.hasEffect()) return Optional.empty();
        boolean effect = step.hasEffect();
        var what = effect ? "The step sends to " + step.target() : "The step " + step.id() + " is in the route";
        return Optional.of(new Finding(
                NOT_ASKED_FOR,
                effect ? Severity.ERROR : Severity.WARNING,
                step.line(),
                0,
                step.id().isEmpty() ? null : step.id(),
                what + ", but belongs to no step of the plan.",
                effect
                        ? "Give it the id of the plan step it carries out, such as %s or %s-…; leave it out if there is none."
                                .formatted(first(plan), first(plan))
                        : "Begin its id with the id of the plan step it belongs to, or leave it out."));
    }

    private static String first(Plan plan) {
        return plan.allSteps().map(Step::id).findFirst().orElse("step");
    }

    /** The plan step a route step belongs to: the one with the longest id it begins with. */
    public static Optional<String> owner(Plan plan, String routeStep) {
        return plan.allSteps()
                .map(Step::id)
                .filter(id -> routeStep.equals(id) || routeStep.startsWith(id + "-"))
                .max(java.util.Comparator.comparingInt(String::length));
    }
}

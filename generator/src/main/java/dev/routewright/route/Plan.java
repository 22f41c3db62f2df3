package dev.routewright.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was understood of a description. People read it beside the clauses before they approve; scenarios are derived
 * from it, not from the route, so that a route that does something else is found out.
 *
 * @param title a short name in the language of the description
 * @param message the fields the incoming message is expected to have, by dotted path
 * @param assumptions what was decided where the description is silent, one sentence each
 * @param context numbers of the clauses that ask for nothing: greetings, reasons, background
 * @param examples what has to happen in single cases; a plan in words is rehearsed by them
 */
public record Plan(
        String title,
        Lang language,
        List<Clause> clauses,
        Trigger trigger,
        Map<String, Schema> message,
        List<Step> steps,
        List<String> assumptions,
        List<Integer> context,
        List<Scenario> examples) {
    public Plan {
        clauses = List.copyOf(clauses);
        message = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(message));
        steps = List.copyOf(steps);
        assumptions = List.copyOf(assumptions);
        context = absent(context);
        examples = absent(examples);
    }

    public Plan(
            String title,
            Lang language,
            List<Clause> clauses,
            Trigger trigger,
            Map<String, Schema> message,
            List<Step> steps,
            List<String> assumptions) {
        this(title, language, clauses, trigger, message, steps, assumptions, List.of(), List.of());
    }

    /** Absent is empty: a plan that was stored before it could hold this. */
    @SuppressWarnings("NullAway")
    private static <T> List<T> absent(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Whether a model planned it: in words, so that it is rehearsed by its examples. */
    public boolean isInWords() {
        return allSteps().anyMatch(Step.Task.class::isInstance);
    }

    /** All steps, outer before inner, in the order of the plan. */
    public Stream<Step> allSteps() {
        return all(steps);
    }

    private static Stream<Step> all(List<Step> steps) {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), all(inner(step))));
    }

    private static List<Step> inner(Step step) {
        if (step instanceof Step.Call call) return call.onFailure();
        if (step instanceof Step.ForEach each) return each.steps();
        if (step instanceof Step.Task task) return task.steps();
        if (step instanceof Step.Parallel parallel)
            return parallel.branches().stream().flatMap(List::stream).toList();
        if (step instanceof Step.Choice choice)
            return Stream.concat(
                            choice.branches().stream().flatMap(b -> b.steps().stream()), choice.otherwise().stream())
                    .toList();
        return List.of();
    }
}

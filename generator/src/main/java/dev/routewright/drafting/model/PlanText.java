package dev.routewright.drafting.model;

import dev.routewright.route.Scenario;
import java.util.List;
import java.util.Optional;

/** A plan as a model wrote it: read, and not yet judged. */
record PlanText(
        String title,
        List<String> search,
        Entry trigger,
        String format,
        List<Field> fields,
        List<Item> steps,
        List<Integer> context,
        List<String> parts,
        List<Scenario> examples,
        List<String> assumptions,
        List<Asked> questions) {

    record Entry(
            String kind,
            String method,
            String path,
            double everySeconds,
            String cron,
            String folder,
            String suffix,
            String topic,
            List<Integer> clauses) {}

    record Field(String path, String type, String example) {}

    /** @param inside id of the enclosing step, empty at the top */
    record Item(
            String id,
            String kind,
            List<Integer> clauses,
            String label,
            String operation,
            String target,
            String rule,
            List<String> reads,
            String onFailure,
            String inside) {}

    record Asked(int clause, String text, List<String> choices) {}

    Optional<Item> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    List<Item> inside(String id) {
        return steps.stream().filter(step -> step.inside().equals(id)).toList();
    }

    PlanText withExamples(List<Scenario> others) {
        return new PlanText(
                title, search, trigger, format, fields, steps, context, parts, others, assumptions, questions);
    }
}

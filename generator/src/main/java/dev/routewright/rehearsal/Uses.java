package dev.routewright.rehearsal;

import dev.routewright.route.Condition;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.List;
import java.util.stream.Stream;

/** Looks through steps: which there are, which fields they use, whether they always answer. */
final class Uses {
    private Uses() {}

    /** Every step, outer before inner. */
    static Stream<Step> all(List<Step> steps) {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), all(inner(step))));
    }

    private static List<Step> inner(Step step) {
        if (step instanceof Step.Call call) return call.onFailure();
        if (step instanceof Step.ForEach each) return each.steps();
        if (step instanceof Step.Parallel parallel)
            return parallel.branches().stream().flatMap(List::stream).toList();
        if (!(step instanceof Step.Choice choice)) return List.of();
        return Stream.concat(choice.branches().stream().flatMap(b -> b.steps().stream()), choice.otherwise().stream())
                .toList();
    }

    /** Every field whose value makes a difference: in conditions, inputs, contents, answers. */
    static Stream<Value.Field> of(List<Step> steps) {
        return all(steps).flatMap(Uses::values).flatMap(Solver::fields);
    }

    private static Stream<Value> values(Step step) {
        if (step instanceof Step.Call call) return call.inputs().values().stream();
        if (step instanceof Step.Reply reply) return Stream.of(reply.body());
        if (step instanceof Step.WriteFile file) return Stream.of(file.fileName(), file.content());
        if (step instanceof Step.Publish publish) return Stream.of(publish.content());
        if (step instanceof Step.ForEach each) return Stream.of(each.items());
        if (!(step instanceof Step.Choice choice)) return Stream.empty();
        return choice.branches().stream().flatMap(branch -> values(branch.condition()));
    }

    private static Stream<Value> values(Condition condition) {
        return Solver.compares(condition).flatMap(compare -> Stream.of(compare.left(), compare.right()));
    }

    static boolean ends(List<Step> steps) {
        if (steps.isEmpty()) return false;
        var last = steps.get(steps.size() - 1);
        if (last instanceof Step.Reply) return true;
        return last instanceof Step.Choice choice
                && ends(choice.otherwise())
                && choice.branches().stream().allMatch(branch -> ends(branch.steps()));
    }
}

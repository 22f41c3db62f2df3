package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Way.Goal;
import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Compare;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a world in which every goal of a way holds, by trying for each field the values its conditions make
 * interesting, boundaries first. Gives up after a bounded number of tries.
 */
final class Solver {
    private static final int TRIES = 50_000;

    private final Candidates candidates;
    private int tries;

    Solver(Candidates candidates) {
        this.candidates = candidates;
    }

    Optional<World> solve(List<Goal> goals, World start) {
        tries = 0;
        var fields = new ArrayList<>(new LinkedHashSet<>(goals.stream()
                .flatMap(goal -> fields(goal.condition(), goal.item()))
                .toList()));
        var compares = goals.stream()
                .flatMap(goal -> compares(goal.condition()).map(compare -> named(compare, goal.item())))
                .toList();
        return assign(fields, 0, compares, goals, start);
    }

    private Optional<World> assign(
            List<Value.Field> fields, int next, List<Compare> compares, List<Goal> goals, World world) {
        if (tries++ > TRIES || impossible(goals, fields.subList(next, fields.size()), world)) return Optional.empty();
        if (next == fields.size()) return Optional.of(world);
        var field = fields.get(next);
        for (var candidate : candidates.of(field, compares, world)) {
            var found = assign(
                    fields,
                    next + 1,
                    compares,
                    goals,
                    world.with(field.source(), field.path(), candidate.orElse(null)));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** Whether a goal whose fields are all assigned does not hold. */
    private static boolean impossible(List<Goal> goals, List<Value.Field> open, World world) {
        var truth = new Truth(world);
        return goals.stream()
                .filter(goal -> fields(goal.condition(), goal.item()).noneMatch(open::contains))
                .anyMatch(goal -> !truth.of(goal.condition(), goal.item()).equals(Optional.of(goal.wanted())));
    }

    static Stream<Compare> compares(Condition condition) {
        if (condition instanceof Condition.Not not) return compares(not.condition());
        if (condition instanceof Condition.All all)
            return all.conditions().stream().flatMap(Solver::compares);
        if (condition instanceof Condition.Any any)
            return any.conditions().stream().flatMap(Solver::compares);
        return Stream.of((Compare) condition);
    }

    private static Stream<Value.Field> fields(Condition condition, String item) {
        return compares(condition)
                .flatMap(compare ->
                        Stream.concat(fields(named(compare.left(), item)), fields(named(compare.right(), item))));
    }

    static Stream<Value.Field> fields(Value value) {
        if (value instanceof Value.Field field) return Stream.of(field);
        if (value instanceof Value.Text text) return text.parts().stream().flatMap(Solver::fields);
        if (value instanceof Value.Fields object)
            return object.fields().values().stream().flatMap(Solver::fields);
        return Stream.empty();
    }

    private static Compare named(Compare compare, String item) {
        return new Compare(named(compare.left(), item), compare.operator(), named(compare.right(), item));
    }

    /** The value with the current item under the name of its list. */
    static Value named(Value value, String item) {
        return value instanceof Value.Field field && field.source().equals(Value.ITEM)
                ? new Value.Field(item, field.path())
                : value;
    }
}

package dev.routewright.rehearsal;

import dev.routewright.route.Condition;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way through a plan.
 *
 * @param decisions the branches taken, in words
 * @param goals what has to hold, and what not, for this way to be taken
 * @param passed what happens on it, in order
 * @param ended whether it ended in a reply, so that nothing follows
 */
record Way(List<String> decisions, List<Goal> goals, List<Passed> passed, boolean ended) {
    static final Way START = new Way(List.of(), List.of(), List.of(), false);

    /** @param item the source that stands for the current item in the condition, empty outside a for-each */
    record Goal(Condition condition, boolean wanted, String item) {}

    /** Something that happens on a way. */
    sealed interface Passed {
        /** @param item as in {@link Goal} */
        record Did(Step step, String item) implements Passed {}

        record AtOnce(List<List<Passed>> branches) implements Passed {}

        /** @param item the source that stands for the current item inside, {@code outer} outside */
        record Each(Step.ForEach step, String item, String outer, List<Passed> passed) implements Passed {}
    }

    Way then(Way next) {
        return new Way(
                joined(decisions, next.decisions), joined(goals, next.goals), joined(passed, next.passed), next.ended);
    }

    static Way doing(Passed passed, boolean ended) {
        return new Way(List.of(), List.of(), List.of(passed), ended);
    }

    static Way deciding(String decision, List<Goal> goals) {
        return new Way(List.of(decision), goals, List.of(), false);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** Every step on the way, each for-each's steps once. */
    Stream<Passed.Did> steps() {
        return steps(passed);
    }

    static Stream<Passed.Did> steps(List<Passed> passed) {
        return passed.stream().flatMap(Way::steps);
    }

    private static Stream<Passed.Did> steps(Passed passed) {
        if (passed instanceof Passed.Did did) return Stream.of(did);
        if (passed instanceof Passed.Each each) return steps(each.passed());
        return ((Passed.AtOnce) passed).branches().stream().flatMap(Way::steps);
    }

    /** Every for-each on the way, outer before inner. */
    Stream<Passed.Each> loops() {
        return loops(passed);
    }

    private static Stream<Passed.Each> loops(List<Passed> passed) {
        return passed.stream().flatMap(one -> {
            if (one instanceof Passed.Each each) return Stream.concat(Stream.of(each), loops(each.passed()));
            if (one instanceof Passed.AtOnce all) return all.branches().stream().flatMap(Way::loops);
            return Stream.empty();
        });
    }
}

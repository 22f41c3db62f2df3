package dev.routewright.drafting.offline;

import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import dev.routewright.route.Step.Reply;
import dev.routewright.route.Trigger;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a route a step is being written.
 *
 * @param called whether somebody waits for an answer
 * @param followed whether the route goes on after the steps being written, so that a reply among them must stop it
 * @param answer inside a parallel branch or a for-each, which cannot end the whole route: the variable that takes
 *     the reply out to where the route can end
 */
record Course(
        boolean called, boolean followed, Jq jq, @Nullable String answer) {

    static Course of(Plan plan, boolean followed) {
        return new Course(plan.trigger() instanceof Trigger.Http, followed, new Jq(plan.message(), true), null);
    }

    Course before(boolean more) {
        return new Course(called, followed || more, jq, answer);
    }

    Course branch(@Nullable String answer) {
        return new Course(called, false, jq, answer);
    }

    Course item(@Nullable String answer) {
        return new Course(called, false, new Jq(jq.schemas(), false), answer);
    }

    /** Whether every way through the steps ends in a reply. */
    static boolean ends(List<Step> steps) {
        if (steps.isEmpty()) return false;
        var last = steps.get(steps.size() - 1);
        if (last instanceof Reply) return true;
        return last instanceof Step.Choice choice
                && ends(choice.otherwise())
                && choice.branches().stream().allMatch(branch -> ends(branch.steps()));
    }

    /** Whether some way through the step ends in a reply. */
    static boolean mayReply(Step step) {
        return replies(step).findAny().isPresent();
    }

    /** Every status some way through the step replies with. */
    static SortedSet<Integer> statuses(Step step) {
        return replies(step).map(Reply::status).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Reply> replies(Step step) {
        if (step instanceof Reply reply) return Stream.of(reply);
        if (step instanceof Step.Call call) return replies(call.onFailure());
        if (step instanceof Step.ForEach each) return replies(each.steps());
        if (step instanceof Step.Parallel parallel)
            return parallel.branches().stream().flatMap(Course::replies);
        if (!(step instanceof Step.Choice choice)) return Stream.empty();
        return Stream.concat(
                replies(choice.otherwise()), choice.branches().stream().flatMap(branch -> replies(branch.steps())));
    }

    private static Stream<Reply> replies(List<Step> steps) {
        return steps.stream().flatMap(Course::replies);
    }
}

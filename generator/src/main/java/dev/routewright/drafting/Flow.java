package dev.routewright.drafting;

import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import dev.routewright.route.Step.Reply;
import dev.routewright.route.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a route a step is being written.
 *
 * @param called whether somebody waits for an answer
 * @param followed whether the route goes on after the steps being written, so that a reply among them must stop it
 * @param answer inside a parallel branch or a for-each, which cannot end the whole route: the variable that takes
 *     the reply out to where the route can end
 */
record Flow(
        boolean called, boolean followed, Jq jq, @Nullable String answer) {

    static Flow of(Plan plan, boolean followed) {
        return new Flow(plan.trigger() instanceof Trigger.Http, followed, new Jq(plan.message(), true), null);
    }

    Flow before(boolean more) {
        return new Flow(called, followed || more, jq, answer);
    }

    Flow branch(@Nullable String answer) {
        return new Flow(called, false, jq, answer);
    }

    Flow item(@Nullable String answer) {
        return new Flow(called, false, new Jq(jq.schemas(), false), answer);
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
        if (step instanceof Reply) return true;
        if (step instanceof Step.Call call) return mayReply(call.onFailure());
        if (step instanceof Step.ForEach each) return mayReply(each.steps());
        if (step instanceof Step.Parallel parallel)
            return parallel.branches().stream().anyMatch(Flow::mayReply);
        return step instanceof Step.Choice choice
                && (mayReply(choice.otherwise())
                        || choice.branches().stream().anyMatch(branch -> mayReply(branch.steps())));
    }

    static boolean mayReply(List<Step> steps) {
        return steps.stream().anyMatch(Flow::mayReply);
    }
}

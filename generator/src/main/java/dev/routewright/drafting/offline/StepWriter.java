package dev.routewright.drafting.offline;

import static dev.routewright.drafting.offline.Node.constant;
import static dev.routewright.drafting.offline.Node.jq;
import static dev.routewright.drafting.offline.Node.setVariable;

import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes steps in the idiom every cell runs. */
final class StepWriter {
    private static final String KEEP_REPLIES = "#routewright.keepReplies";

    private final Names names;
    private final CallWriter calls;
    private final Outlets outlets;
    private final Answers answers;

    StepWriter(Names names) {
        this.names = names;
        this.calls = new CallWriter(names, this);
        this.outlets = new Outlets(names);
        this.answers = new Answers(names);
    }

    List<Node> steps(List<Step> steps, Course course) {
        var written = new ArrayList<Node>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var rest = steps.subList(i + 1, steps.size());
            if (step instanceof Step.Reply && !rest.isEmpty()) throw unreachable(rest.get(0), step);
            written.addAll(step(step, course.before(!rest.isEmpty())));
            if (course.answer() != null && Course.mayReply(step) && !rest.isEmpty()) {
                written.add(answers.unless(step, course.answer(), steps(rest, course)));
                break;
            }
        }
        return written;
    }

    private static IllegalArgumentException unreachable(Step step, Step reply) {
        return new IllegalArgumentException(
                "The step %s stands after the reply %s and would never run. No route was written. Put the reply last."
                        .formatted(step.id(), reply.id()));
    }

    private List<Node> step(Step step, Course course) {
        if (step instanceof Step.Call call) return calls.call(call, course);
        if (step instanceof Step.Choice choice) return List.of(choice(choice, course));
        if (step instanceof Step.Parallel parallel) return parallel(parallel, course);
        if (step instanceof Step.ForEach each) return forEach(each, course);
        if (step instanceof Step.Reply reply) return answers.reply(reply, course);
        if (step instanceof Step.WriteFile file) return outlets.file(file, course.jq());
        if (step instanceof Step.Publish publish) return outlets.publish(publish, course.jq());
        if (step instanceof Step.Log log) return outlets.log(log, course.jq());
        if (step instanceof Step.Undo undo)
            return List.of(Node.step("to", Node.id(undo.id()).with("uri", "kamelet:saga-compensate")));
        var wait = (Step.Wait) step;
        var millis = constant(String.valueOf(wait.time().toMillis()));
        return List.of(Node.step("delay", Node.id(wait.id()).with("expression", millis)));
    }

    private Node choice(Step.Choice choice, Course course) {
        var whens = new ArrayList<Node>();
        for (var branch : choice.branches())
            whens.add(Node.id(names.helper(choice.id(), String.valueOf(whens.size() + 1)))
                    .with("expression", jq(course.jq().condition(branch.condition())))
                    .with("steps", steps(branch.steps(), course)));
        var node = Node.id(choice.id()).with("when", whens);
        if (choice.otherwise().isEmpty()) return Node.step("choice", node);
        var otherwise =
                Node.id(names.helper(choice.id(), "otherwise")).with("steps", steps(choice.otherwise(), course));
        return Node.step("choice", node.with("otherwise", otherwise));
    }

    private List<Node> parallel(Step.Parallel parallel, Course course) {
        var answer = answer(parallel);
        var branches = new ArrayList<Node>();
        for (var branch : parallel.branches()) {
            var id = names.helper(parallel.id(), String.valueOf(branches.size() + 1));
            branches.add(Node.step("pipeline", Node.id(id).with("steps", steps(branch, course.branch(answer)))));
        }
        var multicast = Node.id(parallel.id())
                .with("parallelProcessing", true)
                .with("stopOnException", true)
                .with("aggregationStrategy", KEEP_REPLIES)
                .with("steps", branches);
        return answers.after(parallel, Node.step("multicast", multicast), answer, course);
    }

    private List<Node> forEach(Step.ForEach each, Course course) {
        var answer = answer(each);
        var steps = new ArrayList<Node>();
        steps.add(setVariable(names.helper(each.id(), "item"), Value.ITEM, jq(".")));
        steps.addAll(steps(each.steps(), course.item(answer)));
        var split = Node.id(each.id())
                .with("expression", jq(course.jq().list(each.items())))
                .with("stopOnException", true)
                .with("aggregationStrategy", answer == null ? null : KEEP_REPLIES)
                .with("steps", steps);
        return answers.after(each, Node.step("split", split), answer, course);
    }

    private @Nullable String answer(Step step) {
        return Course.mayReply(step) ? names.helper(step.id(), "answer") : null;
    }
}

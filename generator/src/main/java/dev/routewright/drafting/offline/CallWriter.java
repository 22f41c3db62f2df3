package dev.routewright.drafting.offline;

import static dev.routewright.drafting.offline.Node.constant;
import static dev.routewright.drafting.offline.Node.jq;
import static dev.routewright.drafting.offline.Node.setBody;
import static dev.routewright.drafting.offline.Node.setVariable;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes one call of a service and what happens when it has finally failed. */
final class CallWriter {
    private final Names names;
    private final StepWriter steps;

    CallWriter(Names names, StepWriter steps) {
        this.names = names;
        this.steps = steps;
    }

    List<Node> call(Step.Call call, Course course) {
        var input = names.helper(call.id(), "input");
        var parameters = parameters(call);
        var to = Node.id(call.id())
                .with("uri", Places.kamelet(call))
                .with("parameters", parameters.isEmpty() ? null : parameters)
                .with("variableSend", input)
                .with("variableReceive", isAwaited(call) ? call.result() : names.helper(call.id(), "noted"));
        var set = setVariable(input, input, jq(course.jq().value(new Value.Fields(new TreeMap<>(call.inputs())))));
        return List.of(set, call.onFailure().isEmpty() ? Node.step("to", to) : guarded(call, to, course));
    }

    /** What comes back says what was undone; the steps that follow want the body as it was. */
    List<Node> undo(Step.Undo undo) {
        var input = names.helper(undo.id(), "input");
        var to = Node.id(undo.id())
                .with("uri", "kamelet:%s-compensate".formatted(BuiltIn.SAGA))
                .with("variableSend", input)
                .with("variableReceive", names.helper(undo.id(), "undone"));
        return List.of(setVariable(input, input, jq("{}")), Node.step("to", to));
    }

    /**
     * Only what the description says; the rest comes from policy when the call is made. A reply that may stand in is
     * kept for that, but not used before unless the description says so.
     */
    private static Node parameters(Step.Call call) {
        var said = call.resilience();
        return new Node()
                .with("retries", said.retries().orElse(null))
                .with("retryDelay", millis(said.pause()))
                .with("backoff", said.pause().isPresent() ? 1 : null)
                .with("callTimeout", millis(said.timeout()))
                .with("totalTimeout", millis(said.total()))
                .with("cacheFor", millis(said.reuse().or(() -> said.standIn().map(age -> Duration.ZERO))))
                .with(
                        "staleFor",
                        millis(said.standIn().map(age -> age.minus(said.reuse().orElse(Duration.ZERO)))))
                .with("balancing", said.balancing().map(Step.Balancing::word).orElse(null))
                .with("compensation", call.undoes().isPresent() ? true : null)
                .with("async", said.async() ? true : null);
    }

    /** Of the others comes back that they will be made; the steps that follow want the body as it was. */
    private static boolean isAwaited(Step.Call call) {
        return call.undoes().isEmpty() && !call.resilience().async();
    }

    private static @Nullable Long millis(Optional<Duration> time) {
        return time.map(Duration::toMillis).orElse(null);
    }

    private Node guarded(Step.Call call, Node to, Course course) {
        var caught = new ArrayList<>(restored(call, course));
        // Without a caller a reply answers nobody: the message still has to be kept, so nothing may stop before that.
        caught.addAll(steps.steps(call.onFailure(), course.before(course.called())));
        if (!course.called() || !Course.ends(call.onFailure())) caught.add(rethrow(call));
        var doCatch = Node.id(names.helper(call.id(), "failed"))
                .with("exception", List.of("java.lang.Exception"))
                .with("steps", caught);
        return Node.step(
                "doTry",
                Node.id(names.helper(call.id(), "try"))
                        .with("steps", List.of(Node.step("to", to)))
                        .with("doCatch", List.of(doCatch)));
    }

    /** A call that failed leaves what it sent, or what it got, in the body; the steps that follow want the message. */
    private List<Node> restored(Step.Call call, Course course) {
        var empty = setBody(names.helper(call.id(), "failed-body"), constant("{}"));
        if (!course.jq().messageIsBody()) return List.of(empty);
        return List.of(empty, setBody(names.helper(call.id(), "failed-message"), jq("variable(\"message\")")));
    }

    private Node rethrow(Step.Call call) {
        return Node.step(
                "throwException",
                Node.id(names.helper(call.id(), "kept"))
                        .with("exceptionType", "java.lang.IllegalStateException")
                        .with("message", "${exception.message}"));
    }
}

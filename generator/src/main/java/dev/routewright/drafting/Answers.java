package dev.routewright.drafting;

import static dev.routewright.drafting.Node.constant;
import static dev.routewright.drafting.Node.jq;
import static dev.routewright.drafting.Node.setBody;
import static dev.routewright.drafting.Node.setHeader;
import static dev.routewright.drafting.Node.setVariable;

import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies. A branch of a multicast and an element of a split cannot answer the caller or end the route: they
 * leave their reply in a variable, the rest of the branch is skipped, and the route answers behind them.
 */
final class Answers {
    private final Names names;

    Answers(Names names) {
        this.names = names;
    }

    List<Node> reply(Step.Reply reply, Flow flow) {
        var body = body(reply.body(), flow.jq());
        int status = status(reply);
        if (flow.answer() == null) return answered(reply.id(), constant(String.valueOf(status)), body, flow);
        return List.of(setVariable(reply.id(), flow.answer(), jq("{status: %d, body: (%s)}".formatted(status, body))));
    }

    /** Adds to a parallel or a for-each what takes the reply it left behind further: to the caller or outwards. */
    List<Node> after(Step step, Node written, @Nullable String answer, Flow flow) {
        if (answer == null) return List.of(written);
        var found = variable(answer);
        var steps = flow.answer() != null
                ? List.of(setVariable(names.helper(step.id(), "pass"), flow.answer(), jq(found)))
                : answered(names.helper(step.id(), "reply"), jq(found + ".status"), found + ".body", flow);
        return List.of(written, when(step, "answered", found + " != null", steps));
    }

    /** The rest of a branch, run only while nothing in it has replied. */
    Node unless(Step step, String answer, List<Node> rest) {
        return when(step, "unless", variable(answer) + " == null", rest);
    }

    private List<Node> answered(String id, Node status, String body, Flow flow) {
        var steps = new ArrayList<Node>();
        if (flow.called()) {
            steps.add(setHeader(names.helper(id, "status"), "CamelHttpResponseCode", status));
            steps.add(setHeader(names.helper(id, "type"), "Content-Type", constant("application/json")));
        }
        steps.add(setBody(id, jq(body)));
        if (flow.followed()) steps.add(Node.step("stop", Node.id(names.helper(id, "end"))));
        return steps;
    }

    private Node when(Step step, String purpose, String condition, List<Node> steps) {
        var id = names.helper(step.id(), purpose);
        var when = Node.id(names.helper(id, "when"))
                .with("expression", jq(condition))
                .with("steps", steps);
        return Node.step("choice", Node.id(id).with("when", List.of(when)));
    }

    private static String variable(String name) {
        return "variable(%s)".formatted(Jq.string(name));
    }

    private static int status(Step.Reply reply) {
        if (reply.status() >= 200 && reply.status() <= 599) return reply.status();
        throw Places.refused("status", String.valueOf(reply.status()), "a status between 200 and 599");
    }

    /** A JSON document even where the value is a bare text or number. */
    private static String body(Value value, Jq jq) {
        if (value instanceof Value.Fields) return jq.value(value);
        if (value instanceof Value.Literal literal && literal.value() == null) return "{}";
        if (!(value instanceof Value.Field)) return "{message: %s}".formatted(jq.value(value));
        return jq.value(value) + " | if type == \"object\" or type == \"array\" then . else {value: .} end";
    }
}

package dev.routewright.drafting.offline;

import static dev.routewright.drafting.offline.Node.constant;
import static dev.routewright.drafting.offline.Node.jq;
import static dev.routewright.drafting.offline.Node.setBody;
import static dev.routewright.drafting.offline.Node.setHeader;
import static dev.routewright.drafting.offline.Node.setVariable;

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

    List<Node> reply(Step.Reply reply, Course course) {
        var body = body(reply.body(), course.jq());
        int status = status(reply);
        if (course.answer() == null) return answered(reply.id(), status, body, course);
        return List.of(
                setVariable(reply.id(), course.answer(), jq("{status: %d, body: (%s)}".formatted(status, body))));
    }

    /** Adds to a parallel or a for-each what takes the reply it left behind further: to the caller or outwards. */
    List<Node> after(Step step, Node written, @Nullable String answer, Course course) {
        if (answer == null) return List.of(written);
        var found = variable(answer);
        if (course.answer() != null) {
            var pass = setVariable(names.helper(step.id(), "pass"), course.answer(), jq(found));
            return List.of(written, choice(step, "answered", List.of(found + " != null"), List.of(List.of(pass))));
        }
        var conditions = new ArrayList<String>();
        var steps = new ArrayList<List<Node>>();
        // The status is never computed: a constant can be judged before the route runs.
        for (var status : Course.statuses(step)) {
            conditions.add("%s.status == %d".formatted(found, status));
            steps.add(answered(names.helper(step.id(), "reply-" + status), status, found + ".body", course));
        }
        return List.of(written, choice(step, "answered", conditions, steps));
    }

    /** The rest of a branch, run only while nothing in it has replied. */
    Node unless(Step step, String answer, List<Node> rest) {
        return choice(step, "unless", List.of(variable(answer) + " == null"), List.of(rest));
    }

    private List<Node> answered(String id, int status, String body, Course course) {
        var steps = new ArrayList<Node>();
        if (course.called()) {
            var code = constant(String.valueOf(status));
            steps.add(setHeader(names.helper(id, "status"), "CamelHttpResponseCode", code));
            steps.add(setHeader(names.helper(id, "type"), "Content-Type", constant("application/json")));
        }
        steps.add(setBody(id, jq(body)));
        if (course.followed()) steps.add(Node.step("stop", Node.id(names.helper(id, "end"))));
        return steps;
    }

    private Node choice(Step step, String purpose, List<String> conditions, List<List<Node>> steps) {
        var id = names.helper(step.id(), purpose);
        var whens = new ArrayList<Node>();
        for (int i = 0; i < conditions.size(); i++)
            whens.add(Node.id(names.helper(id, "when"))
                    .with("expression", jq(conditions.get(i)))
                    .with("steps", steps.get(i)));
        return Node.step("choice", Node.id(id).with("when", whens));
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

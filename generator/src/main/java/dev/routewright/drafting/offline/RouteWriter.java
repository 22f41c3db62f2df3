package dev.routewright.drafting.offline;

import static dev.routewright.drafting.offline.Node.constant;
import static dev.routewright.drafting.offline.Node.jq;
import static dev.routewright.drafting.offline.Node.setBody;
import static dev.routewright.drafting.offline.Node.setHeader;

import dev.routewright.route.Plan;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a plan as a Camel YAML route file. The same plan always gives the same bytes. Whatever people wrote reaches
 * the file as data only; a name or address that cannot is refused with an {@link IllegalArgumentException} that says so.
 */
public final class RouteWriter {

    /** @param integration its name, which becomes the id of the route */
    public String write(String integration, Plan plan) {
        var names = new Names(plan);
        var id = Names.route(integration);
        var entrance = new Entrance(id, plan, names);
        boolean unanswered = plan.trigger() instanceof Trigger.Http && !Course.ends(plan.steps());

        var steps = new ArrayList<>(entrance.opening());
        steps.addAll(new StepWriter(names).steps(plan.steps(), Course.of(plan, unanswered)));
        if (unanswered) steps.addAll(done(names));

        var from = entrance.from().with("steps", steps);
        var route = Node.id(id).with("description", plain(plan.title())).with("from", from);
        return Node.yaml(List.of(Node.of("route", route)));
    }

    /** A caller whose plan names no answer is told that the work is done, not shown the message again. */
    private static List<Node> done(Names names) {
        return List.of(
                setHeader(names.helper("done", "status"), "CamelHttpResponseCode", constant("200")),
                setHeader(names.helper("done", "type"), "Content-Type", constant("application/json")),
                setBody(names.helper("done", "body"), jq("{status: \"done\"}")));
    }

    /** Camel looks for placeholders in descriptions too. */
    private static String plain(String title) {
        var text = title.replaceAll("[{}$\\p{Cntrl}]+", " ").strip();
        return text.isEmpty() ? "Integration" : text;
    }
}

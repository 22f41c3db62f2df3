package dev.routewright.drafting.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.route.Evidence;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Examples of a plan that a model takes back while it repairs a route. Only such as failed and have nothing against
 * them are accepted, only with a reason, and the approver reads of each.
 */
final class Corrections {
    private final PlanCheck.ExampleCheck check;
    private final List<Service> services;
    private final Words say;

    Corrections(PlanCheck.ExampleCheck check, List<Service> services, Words say) {
        this.check = check;
        this.services = services;
        this.say = say;
    }

    Plan applied(Plan plan, Optional<JsonNode> corrections, List<Evidence.Run> runs) {
        if (corrections.isEmpty()) return plan;
        var why = Quoted.line(PlanReader.text(corrections.get(), "why"), 300);
        var failed = runs.stream()
                .filter(run -> !run.passed())
                .map(Evidence.Run::name)
                .collect(Collectors.toSet());
        var examples = new ArrayList<>(plan.examples());
        var assumptions = new ArrayList<>(plan.assumptions());
        for (var one : PlanReader.examples(corrections.get())) {
            int at = at(examples, one.name());
            boolean acceptable = at >= 0
                    && !why.isEmpty()
                    && failed.contains(one.name())
                    && !one.equals(examples.get(at))
                    && !isEmptier(one, examples.get(at))
                    && check.objections(plan.trigger(), one, services).isEmpty();
            if (!acceptable) continue;
            examples.set(at, one);
            assumptions.add(say.corrected(Quoted.line(one.name(), 120), why));
        }
        return new Plan(
                plan.title(),
                plan.language(),
                plan.clauses(),
                plan.trigger(),
                plan.message(),
                plan.steps(),
                assumptions,
                plan.context(),
                examples);
    }

    /** An example that expects nothing any more is no correction. */
    private static boolean isEmptier(Scenario now, Scenario before) {
        return now.messages().isEmpty()
                || now.answers().size() < before.answers().size()
                || now.calls().isEmpty()
                        && now.answers().isEmpty()
                        && now.written().isEmpty();
    }

    private static int at(List<Scenario> examples, String name) {
        for (int n = 0; n < examples.size(); n++) if (examples.get(n).name().equals(name)) return n;
        return -1;
    }
}

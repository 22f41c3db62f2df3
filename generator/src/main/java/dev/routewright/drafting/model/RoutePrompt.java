package dev.routewright.drafting.model;

import dev.routewright.drafting.model.Model.Message;
import dev.routewright.knowledge.Manual;
import dev.routewright.knowledge.Pattern;
import dev.routewright.knowledge.Tokens;
import dev.routewright.route.Clause;
import dev.routewright.route.Operation;
import dev.routewright.route.Plan;
import dev.routewright.route.Service;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a model is told to write a route by: the manual of exactly what the plan names, patterns, clauses and plan.
 *
 * @param parts what the plan asked for beyond what its steps show
 * @param budget most tokens of all
 */
record RoutePrompt(
        String name, Plan plan, List<Clause> clauses, List<Service> services, Set<String> parts, int budget) {
    static final int BUDGET = 8_000;
    private static final int[] EXAMPLES = {10, 8, 5, 3, 1, 0};
    private static final int LEAST_MANUAL = 1_500;
    private static final int PATTERNS = 2_000;

    /** @param more what follows the data, such as the route that is live */
    List<Message> messages(Manual manual, String instructions, String more) {
        var system = Conversation.system(Prompts.ROUTE + instructions);
        var wanted = new TreeSet<>(Parts.of(plan));
        wanted.addAll(parts);
        var rest = "";
        int left = 0;
        for (int examples : EXAMPLES) {
            rest = "Name of the integration: " + name + "\n" + Quoted.data("clauses", numbered())
                    + Quoted.data("plan", PlanWords.of(plan, examples))
                    + more;
            left = budget - Conversation.tokens(List.of(system, Conversation.user(rest)), Optional.empty()) - 60;
            if (left >= LEAST_MANUAL + PATTERNS / 2) break;
        }
        left = Math.max(left, LEAST_MANUAL);
        var reference = manual.reference(
                wanted, operations(), services, Math.max(LEAST_MANUAL, left - Math.min(PATTERNS, left / 2)));
        var patterns = patterns(manual, wanted, left - Tokens.count(reference));
        return List.of(system, Conversation.user(Quoted.data("manual", reference) + patterns + rest));
    }

    /** The patterns are ours: nothing in them is data of others, and they stay to the letter. */
    private String patterns(Manual manual, Set<String> wanted, int left) {
        if (left < 200) return "";
        return manual.patterns(wanted, PlanWords.of(plan, 0), 3, left - 40).stream()
                .map(RoutePrompt::pattern)
                .collect(Collectors.joining());
    }

    private static String pattern(Pattern pattern) {
        return "Pattern \"" + pattern.name() + "\": " + pattern.use() + "\n```yaml\n"
                + pattern.yaml().strip() + "\n```\n";
    }

    private List<Operation> operations() {
        var keys = new LinkedHashSet<String>();
        plan.allSteps()
                .filter(Step.Task.class::isInstance)
                .map(step -> ((Step.Task) step).operation())
                .forEach(keys::add);
        var operations = new ArrayList<Operation>();
        for (var key : keys)
            services.stream()
                    .flatMap(service -> service.operations().stream())
                    .filter(operation -> operation.key().equals(key))
                    .findFirst()
                    .ifPresent(operations::add);
        return operations;
    }

    private String numbered() {
        return clauses.stream()
                .map(clause -> "[" + clause.number() + "] " + clause.text())
                .collect(Collectors.joining("\n"));
    }
}

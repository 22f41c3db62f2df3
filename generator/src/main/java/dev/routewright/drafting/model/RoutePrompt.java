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
    private static final int MOST_PATTERNS = 3;

    /** @param more what follows the data, such as the route that is live */
    List<Message> messages(Manual manual, String instructions, String more) {
        var system = Conversation.system(Prompts.ROUTE + instructions);
        var wanted = new TreeSet<>(Parts.of(plan));
        wanted.addAll(parts);
        var rest = "";
        int left = 0;
        for (int examples : EXAMPLES) {
            rest = named()
                    + Quoted.data("clauses", numbered())
                    + Quoted.data("plan", PlanWords.of(plan, examples))
                    + more;
            left = budget - Conversation.tokens(List.of(system, Conversation.user(rest)), Optional.empty()) - 60;
            if (left >= LEAST_MANUAL + PATTERNS / 2) break;
        }
        left = Math.max(left, LEAST_MANUAL);
        var reference = manual.reference(
                wanted, operations(), services, Math.max(LEAST_MANUAL, left - Math.min(PATTERNS, left / 2)));
        int room = left - Tokens.count(reference);
        var least = List.of(system, Conversation.user(Quoted.data("manual", reference) + rest));
        for (int most = MOST_PATTERNS; most > 0; most--) {
            var patterns = patterns(manual, wanted, room, most);
            var messages = List.of(system, Conversation.user(Quoted.data("manual", reference) + patterns + rest));
            // Tokens of parts do not add up to those of the whole to the last one.
            if (Conversation.tokens(messages, Optional.empty()) <= budget) return messages;
        }
        return least;
    }

    /** Ids are unique in a file, and the plan's ids belong to its steps. */
    private String named() {
        var named = "Name of the integration: " + name + "\n";
        var taken = plan.allSteps().anyMatch(step -> step.id().equals(name));
        return taken ? named + "Id of the route: " + name + "-route, because a step is called " + name + "\n" : named;
    }

    /** The patterns are ours: nothing in them is data of others, and they stay to the letter. */
    private String patterns(Manual manual, Set<String> wanted, int left, int most) {
        if (left < 200) return "";
        return manual.patterns(wanted, PlanWords.of(plan, 0), most, left - 40 * most).stream()
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

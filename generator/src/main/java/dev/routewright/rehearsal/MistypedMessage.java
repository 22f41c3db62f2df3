package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Scenarios.Case;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A message in which one field is not of the type the plan expects: one it decides by, where there is one. */
final class MistypedMessage {
    private final Plan plan;

    MistypedMessage(Plan plan) {
        this.plan = plan;
    }

    Optional<Trial> trial(Case one) {
        if (one.world().isEmpty() || !isSentBySomebody()) return Optional.empty();
        var body = one.world().get().root(Value.MESSAGE);
        if (!(body instanceof Map)) return Optional.empty();
        var decides = one.way().goals().stream()
                .flatMap(goal -> Solver.compares(goal.condition()))
                .flatMap(compare -> Stream.of(compare.left(), compare.right()))
                .flatMap(Solver::fields);
        return BrokenReply.used(Stream.concat(decides, Uses.of(plan.steps())), Value.MESSAGE).stream()
                .filter(path -> Tree.get(body, path) != null && canBeMistyped(path))
                .findFirst()
                .map(path -> trial(one, path, Tree.with(body, path, BrokenReply.mistyped(schema(path)))));
    }

    private Trial trial(Case one, String path, @org.jspecify.annotations.Nullable Object body) {
        var judge = new BadData(plan, one, Value.MESSAGE, path, body, Set.of());
        return new Trial(
                        "A message of another form",
                        Trial.FAULT,
                        "a message with %s = %s".formatted(path, Json.write(Tree.get(body, path))),
                        List.of(Doorstep.message(plan.trigger(), body)),
                        one.script(),
                        judge::problem,
                        true,
                        null)
                .remarking(seen -> remarks(judge, seen));
    }

    private static List<String> remarks(BadData judge, Seen seen) {
        var remarks = new ArrayList<>(judge.remarks(seen));
        var answer = seen.answer();
        if (answer != null && answer.status() / 100 == 5)
            remarks.add("The caller got %d for a mistake of its own, which showed only after %s."
                    .formatted(answer.status(), CallOrder.words(seen.operations(), ", then ")));
        return remarks;
    }

    private boolean isSentBySomebody() {
        return plan.trigger() instanceof Trigger.Http
                || plan.trigger() instanceof Trigger.Topic
                || plan.trigger() instanceof Trigger.Folder;
    }

    /** Parameters are texts, so that there only numbers and the like can be of another type. */
    private boolean canBeMistyped(String path) {
        var type = schema(path).type();
        boolean body = !(plan.trigger() instanceof Trigger.Http http)
                || Set.of("POST", "PUT", "PATCH").contains(http.method().toUpperCase(java.util.Locale.ROOT));
        return !type.equals("any") && (body || !type.equals("string"));
    }

    private Schema schema(String path) {
        return plan.message().getOrDefault(path, Schema.ANY);
    }
}

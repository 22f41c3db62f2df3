package dev.routewright.cli;

import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.Drafter.Outcome;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import dev.routewright.route.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Drafts what the description tells it to: {@code ask}, {@code refuse}, or else a route. */
final class ScriptedWorkbench implements Workbench {
    static final String YAML = "- route:\n    id: order\n";

    final Map<Path, String> unreadable = new TreeMap<>();

    @Override
    public List<Service> services() {
        return List.of(new Service("inventory", "Inventory", "", List.of(), List.of(), true));
    }

    @Override
    public Map<Path, String> unreadable() {
        return unreadable;
    }

    @Override
    public Service service(String name, String document) {
        if (!document.contains("openapi")) throw new IllegalArgumentException("This is not an OpenAPI 3 document.");
        return services().get(0);
    }

    @Override
    public Outcome draft(String name, String description, Map<String, String> answers, Drafter.Listener listener) {
        var clauses = List.of(new Clause(1, description.strip()));
        if (description.contains("refuse"))
            return new Outcome.Refused(List.of(finding("contradiction", "Both at once.", "Say one.")), clauses);
        if (description.contains("ask") && !answers.containsKey("q1"))
            return new Outcome.Asking(List.of(aQuestion()), clauses);
        return new Outcome.Drafted(new Draft(name, YAML, null, List.of()), clauses);
    }

    static Question aQuestion() {
        return new Question("q1", 1, "Which \u001b[31mstock\u001b[0m?", List.of("north", "south"));
    }

    @Override
    public Inspected inspect(String yaml) {
        var findings = yaml.contains("exec:")
                ? List.of(
                        finding("component-not-allowed", "exec is not allowed.", "Use a service."),
                        new Finding("no-description", Severity.WARNING, 2, 5, null, "No description.", "Add one."))
                : List.<Finding>of();
        return new Inspected(findings, Grant.NOTHING);
    }

    private static Finding finding(String rule, String problem, String remedy) {
        return new Finding(rule, Severity.ERROR, 3, 7, null, problem, remedy);
    }

    @Override
    public Evidence rehearse(Draft draft, Grant grant, Consumer<Evidence.Run> progress) {
        var runs = List.of(aRun("enough", ""), aRun("库存不足", draft.yaml().contains("lose") ? "It vanished." : ""));
        runs.forEach(progress);
        return new Evidence(runs);
    }

    private static Evidence.Run aRun(String name, String problem) {
        var calls = List.of(new Evidence.Called("inventory.getStock", "{}", 200));
        var answer = new Evidence.Answer(200, "application/json", "{}");
        return new Evidence.Run(
                name, "scenario", "", problem.isEmpty(), problem, calls, answer, List.of(), List.of(), 12);
    }

    @Override
    public void close() {}
}

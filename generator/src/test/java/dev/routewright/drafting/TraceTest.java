package dev.routewright.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.routewright.drafting.Trace.Carried;
import dev.routewright.drafting.Trace.Served;
import dev.routewright.route.Clause;
import dev.routewright.route.Finding;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Severity;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final String ROUTE = """
            - route:
                id: lamps
                from:
                  uri: kafka:lamps
                  steps:
                    - setVariable: {id: message, name: message, jq: .}
                    - choice:
                        id: broken
                        when:
                          - id: broken-yes
                            jq: .broken
                            steps:
                              - setVariable: {id: repair-input, name: repair-input, jq: .}
                              - to: {id: repair, uri: kamelet:works-repair, variableSend: repair-input}
                    - to:
                        id: repair-note
                        uri: kafka:notes
            """;

    private static Step.Task task(String id, String kind, List<Integer> clauses, Step... steps) {
        return new Step.Task(id, clauses, id, kind, "", "", "", List.of(), "", List.of(steps));
    }

    private static Plan plan(Step... steps) {
        return new Plan(
                "Lamps",
                Lang.EN,
                List.of(new Clause(1, "Lamps report."), new Clause(2, "Repair broken ones."), new Clause(3, "Thanks.")),
                new Trigger.Topic(List.of(1), "lamps"),
                Map.of(),
                List.of(steps),
                List.of(),
                List.of(3),
                List.of());
    }

    private static Plan planned() {
        return plan(
                task("broken", "choice", List.of(2), task("repair", "call", List.of(2))),
                task("repair-note", "publish", List.of(2)));
    }

    @Test
    void leadsFromClausesOverThePlanToTheRouteAndBack() {
        var trace = Trace.of(planned(), ROUTE);

        assertThat(trace.clauses())
                .containsExactly(
                        new Served(1, List.of("trigger")),
                        new Served(2, List.of("broken", "repair", "repair-note")),
                        new Served(3, List.of("context")));
        assertThat(trace.steps())
                .containsExactly(
                        new Carried("broken", List.of(2), List.of("broken", "broken-yes")),
                        new Carried("repair", List.of(2), List.of("repair-input", "repair")),
                        new Carried("repair-note", List.of(2), List.of("repair-note")));
        assertThat(Trace.findings(planned(), ROUTE)).isEmpty();
    }

    @Test
    void aPlanStepWithoutARouteStepIsAnError() {
        var plan = plan(
                task("broken", "choice", List.of(2), task("repair", "call", List.of(2))),
                task("repair-note", "publish", List.of(2)),
                task("count", "call", List.of(2)));

        assertThat(Trace.findings(plan, ROUTE))
                .containsExactly(new Finding(
                        "plan-step-missing",
                        Severity.ERROR,
                        0,
                        0,
                        "count",
                        "No step of the route carries out the plan step count.",
                        "Write it, with the id count or count-…."));
    }

    @Test
    void aFormulaThatStandsInAnotherStepIsAWarningOnly() {
        var plan = plan(
                task("broken", "choice", List.of(2), task("repair", "call", List.of(2))),
                task("repair-note", "publish", List.of(2)),
                task("sum", "transform", List.of(2)));

        assertThat(Trace.findings(plan, ROUTE))
                .extracting(Finding::severity, Finding::step)
                .containsExactly(tuple(Severity.WARNING, "sum"));
    }

    @Test
    void aRouteStepThatSendsAndThatNobodyAskedForIsAnErrorWithItsLine() {
        var plan = plan(task("broken", "choice", List.of(2), task("repair", "call", List.of(2))));
        var route = ROUTE.replace("repair-note", "copy");

        assertThat(Trace.findings(plan, route))
                .containsExactly(new Finding(
                        "step-not-asked-for",
                        Severity.ERROR,
                        15,
                        0,
                        "copy",
                        "The step sends to kafka:notes, but belongs to no step of the plan.",
                        "Give it the id of the plan step it carries out, such as broken or broken-…; leave it out if"
                                + " there is none."));
    }

    @Test
    void anotherStepNobodyAskedForIsAWarningAndPlumbingIsNothing() {
        var route = ROUTE.replace(
                "        - to:\n            id: repair-note",
                "        - setBody: {id: decoration, jq: .}\n        - setBody: {jq: .}\n        - to:\n            id: repair-note");

        assertThat(Trace.findings(planned(), route))
                .extracting(Finding::rule, Finding::severity, Finding::step)
                .containsExactly(tuple("step-not-asked-for", Severity.WARNING, "decoration"));
    }

    @Test
    void aStepThatSendsWithoutAnIdIsFoundInItsShortFormToo() {
        var route = ROUTE
                + "        - wireTap: {uri: kafka:spies}\n        - to: kafka:spies\n        - to: direct:inner\n";

        assertThat(Trace.findings(planned(), route))
                .extracting(Finding::severity, Finding::line, Finding::problem)
                .containsExactly(
                        tuple(Severity.ERROR, 18, "The step sends to kafka:spies, but belongs to no step of the plan."),
                        tuple(
                                Severity.ERROR,
                                19,
                                "The step sends to kafka:spies, but belongs to no step of the plan."));
    }

    @Test
    void aClauseNoStepServesIsAnError() {
        var plan = plan(task("repair", "call", List.of(1)), task("broken", "choice", List.of(1)));

        assertThat(Trace.findings(plan, ROUTE)).extracting(Finding::rule).containsExactly("clause-not-served");
    }

    @Test
    void aFileThatIsMovedIsCarriedOutByTheEntry() {
        var plan = plan(
                task("broken", "choice", List.of(2), task("repair", "call", List.of(2))),
                task("repair-note", "publish", List.of(2)),
                task("away", "move", List.of(2)));
        var moving =
                ROUTE.replace("      uri: kafka:lamps\n", "      uri: file:in\n      parameters: {move: /done/a}\n");

        assertThat(Trace.findings(plan, moving)).isEmpty();
        assertThat(Trace.findings(plan, ROUTE))
                .extracting(Finding::step, Finding::remedy)
                .containsExactly(tuple("away", "Write the option move of the entry."));
    }

    @Test
    void whatIsNoYamlIsLeftToInspection() {
        assertThat(Trace.findings(planned(), "- route: {")).isEmpty();
        assertThat(Trace.findings(planned(), "*a")).isEmpty();
    }
}

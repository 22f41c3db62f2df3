package dev.routewright.drafting.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** JSON and route files as models write them. */
class AnswersOfModelsTest {
    @Test
    void jsonIsFoundInFencesBehindWordsAndThoughts() {
        for (var answer : List.of(
                "{\"title\": \"x\"}",
                "Here you are:\n```json\n{\"title\": \"x\"}\n```\nAnything else?",
                "<think>{maybe}</think>\n{\"title\": \"x\"}",
                "{'title': 'x',}",
                "{title: 'x', // short\n \"steps\": [],}",
                "{\"title\": \"x\", \"steps\": [{\"id\": \"cut-o"))
            assertThat(PlanReader.read(answer))
                    .as(answer)
                    .get()
                    .extracting(PlanText::title)
                    .isEqualTo("x");
    }

    @Test
    void whatHoldsNoObjectIsNone() {
        assertThat(PlanReader.read("I am sorry.")).isEmpty();
        assertThat(PlanReader.read("[1, 2]")).isEmpty();
    }

    @Test
    void bodiesAreJsonInATextOrStandThereThemselves() {
        assertThat(LooseJson.value("{\"a\": [1, 2.5, \"x\"]}")).isEqualTo(Map.of("a", List.of(1, 2.5, "x")));
        assertThat(LooseJson.value("{'a': 'it\\'s'}")).isEqualTo(Map.of("a", "it's"));
        assertThat(LooseJson.value("sku;price\nA;1\n")).isEqualTo("sku;price\nA;1\n");
        assertThat(LooseJson.value("oops {")).isEqualTo("oops {");
        assertThat(LooseJson.value("")).isNull();
        assertThat(LooseJson.value("12")).isEqualTo(12);
        var sent = PlanReader.read(
                        "{\"examples\": [{\"messages\": [{\"body\": {\"a\": 1}, \"parameters\": {\"id\": 7}}]}]}")
                .orElseThrow()
                .examples()
                .get(0)
                .messages()
                .get(0);
        assertThat(sent.body()).isEqualTo(Map.of("a", 1));
        assertThat(sent.parameters()).isEqualTo(Map.of("id", "7"));
    }

    @Test
    void spellingsOfIdsOperationsAndTargetsAreOne() {
        var plan = PlanReader.read(
                        "{\"steps\": [{\"id\": \"lookUp_Book\", \"operation\": \"kamelet:catalog.findBook\","
                                + " \"target\": \"kafka:loans\", \"clauses\": \"3\"}, {\"id\": \"b\", \"inside\": \"Look-Up Book\"}]}")
                .orElseThrow();

        var step = plan.steps().get(0);
        assertThat(step.id())
                .isEqualTo("look-up-book")
                .isEqualTo(plan.steps().get(1).inside());
        assertThat(step.operation()).isEqualTo("catalog.findBook");
        assertThat(step.target()).isEqualTo("loans");
        assertThat(step.clauses()).containsExactly(3);
    }

    @Test
    void aPlanSurvivesBeingWrittenAndReadAgain() {
        var text = PlanReader.read(Library.PLAN).orElseThrow();
        var clauses = dev.routewright.drafting.ClauseCut.of(Library.DESCRIPTION);
        var plan = PlanMaker.plan(text, clauses, dev.routewright.route.Lang.EN);

        var again = PlanMaker.plan(
                PlanReader.read(PlanJson.of(plan)).orElseThrow(), clauses, dev.routewright.route.Lang.EN);

        assertThat(again).isEqualTo(plan);
    }

    @Test
    void routesAreFoundWithAndWithoutFences() {
        var route = "- route:\n    id: a\n";
        for (var answer : List.of(
                "```yaml\n- route:\n    id: a\n```",
                "Sure.\n\n~~~yml\n- route:\n    id: a\n~~~\nDone.",
                "```\n---\n- route:\n    id: a\n```",
                "  ```yaml\n  - route:\n      id: a\n  ```",
                "Here:\n- route:\n    id: a",
                "```yaml\n- route:\n    id: a",
                "```yaml\nroute:\n  id: a\n```",
                "<think>\n```yaml\n- route:\n    id: b\n```\n</think>\n```yaml\n- route:\n    id: a\n```"))
            assertThat(RouteText.of(answer).yaml()).as(answer).contains(route);
        assertThat(RouteText.of("```json\n{}\n```").yaml()).isEmpty();
    }

    @Test
    void correctionsOfExamplesStandBehindTheRoute() {
        var text = RouteText.of("```yaml\n- route:\n    id: a\n```\n```json\n{\"examples\": [], \"why\": \"x\"}\n```");

        assertThat(text.yaml()).isPresent();
        assertThat(text.examples()).isPresent();
    }
}

package dev.routewright.drafting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.Drafter.Brief;
import dev.routewright.drafting.Drafter.Change;
import dev.routewright.drafting.Drafter.Outcome;
import dev.routewright.drafting.Drafter.Outcome.Asking;
import dev.routewright.drafting.Drafter.Outcome.Drafted;
import dev.routewright.drafting.Drafter.Outcome.Refused;
import dev.routewright.drafting.Trace;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.Tokens;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Question;
import dev.routewright.route.Severity;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelDrafterTest {
    private final Scripted model = new Scripted();
    private final List<String> stages = new ArrayList<>();

    private Outcome draft(Brief brief) {
        return new ModelDrafter(model, Library.MANUAL).draft(brief, stages::add);
    }

    private Draft drafted(Brief brief) {
        var outcome = draft(brief);
        assertThat(outcome).isInstanceOf(Drafted.class);
        return ((Drafted) outcome).draft();
    }

    @Test
    void plansFirstAndThenWritesTheRouteForThatPlan() {
        model.says(Library.PLAN, Library.ROUTE);

        var outcome = draft(Library.brief());

        var draft = ((Drafted) outcome).draft();
        var plan = draft.plan();
        assertThat(plan.isInWords()).isTrue();
        assertThat(plan.allSteps().map(Step::id))
                .containsExactly(
                        "look",
                        "catalog-down",
                        "answer-later",
                        "is-free",
                        "none",
                        "answer-taken",
                        "tell-desk",
                        "answer-lent");
        assertThat(plan.examples()).hasSize(2);
        assertThat(plan.context()).containsExactly(5);
        assertThat(new Inspector(Policy.standard())
                        .inspect(draft.yaml(), Library.services())
                        .findings())
                .isEmpty();
        assertThat(Trace.findings(plan, draft.yaml())).isEmpty();
        assertThat(stages).containsExactly("plan", "route");
        assertThat(outcome.effort().prompts()).isEqualTo(Prompts.VERSION);
        assertThat(outcome.effort().calls())
                .containsExactly(new Drafter.ModelCall("plan", 100, 10, 1), new Drafter.ModelCall("route", 100, 10, 1));
    }

    @Test
    void theRouteIsWrittenFromTheDocumentationOfWhatThePlanNamesOnly() {
        model.says(Library.PLAN, Library.ROUTE);

        draft(Library.brief(Library.DESCRIPTION, Library.services(200)));

        assertThat(model.asked.get(1).messages().get(1).text())
                .contains("kamelet:catalog-findBook", "kamelet:desk-tell")
                .doesNotContain("branch-7");
    }

    @Test
    void planAndRoutePromptsKeepTheirBudgetWithTwoHundredServices() {
        model.says(Library.PLAN, Library.ROUTE);

        draft(Library.brief(Library.DESCRIPTION, Library.services(200)));

        var plan = model.asked.get(0);
        assertThat(Conversation.tokens(plan.messages(), plan.shape())).isLessThanOrEqualTo(6_000);
        assertThat(plan.messages().get(1).text()).contains("catalog.findBook", "desk.tell");
        var route = model.asked.get(1);
        assertThat(Conversation.tokens(route.messages(), route.shape())).isLessThanOrEqualTo(8_000);
    }

    @Test
    void aLongerDescriptionShortensTheListing() {
        var longer = Library.DESCRIPTION + "The reading room is open all day. ".repeat(120);
        draftToPlan(Library.brief(Library.DESCRIPTION, Library.services(200)));
        draftToPlan(Library.brief(longer, Library.services(200)));

        assertThat(model.asked).allSatisfy(prompt -> assertThat(Conversation.tokens(prompt.messages(), prompt.shape()))
                .isLessThanOrEqualTo(6_000));
        assertThat(listing(1)).hasSizeLessThan(listing(0).length());
    }

    private String listing(int prompt) {
        var text = model.asked.get(prompt).messages().get(1).text();
        return text.substring(0, text.indexOf("</data:services>"));
    }

    private void draftToPlan(Brief brief) {
        assertThatThrownBy(() -> draft(brief)).isInstanceOf(Drafter.Unavailable.class);
    }

    @Test
    void theStablePartOfAPromptComesFirstAndIsTheSameForEverybody() {
        draftToPlan(Library.brief());
        draftToPlan(Library.brief("每天早上把借书清单发给前台。", Library.services(3)));

        assertThat(model.asked.get(0).messages().get(0))
                .isEqualTo(model.asked.get(1).messages().get(0));
        assertThat(Tokens.count(Prompts.PLAN)).isLessThan(2_200);
        assertThat(Tokens.count(Prompts.ROUTE)).isLessThan(2_800);
        assertThat(Tokens.count(Prompts.PLAN_SHAPE.jsonSchema())).isLessThan(1_000);
    }

    @Test
    void objectionsToThePlanGoBackAtMostTwice() {
        var wrong = Library.PLAN.replace("catalog.findBook\", \"target", "catalog.findBok\", \"target");
        model.says(wrong, wrong, wrong);

        var outcome = draft(Library.brief());

        assertThat(model.asked).hasSize(3);
        assertThat(model.lastTold(1))
                .contains("- step look: There is no operation catalog.findBok. Write catalog.findBook;");
        assertThat(stages).containsExactly("plan", "plan: 1 objection, again", "plan: 1 objection, again");
        assertThat(((Refused) outcome).findings())
                .extracting(Finding::rule, Finding::problem)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "plan-not-usable", "In the plan, step look: There is no operation catalog.findBok."));
        assertThat(outcome.effort().calls()).hasSize(3);
    }

    @Test
    void aPlanThatIsMendedIsGoneOnWith() {
        model.says("I cannot answer as JSON, sorry", "```json\n" + Library.PLAN + "\n```", Library.ROUTE);

        assertThat(drafted(Library.brief()).plan()).isNotNull();
        assertThat(model.lastTold(1)).contains("It is no JSON object.");
    }

    @Test
    void asksInEnglishQuotingTheClause() {
        model.says(
                "{\"questions\": [{\"clause\": 3, \"text\": \"Which service tells the desk?\", \"choices\": [\"mail\"]}]}");

        var outcome = draft(Library.brief());

        assertThat(((Asking) outcome).questions())
                .containsExactly(new Question(
                        "clause-3-1",
                        3,
                        "“Otherwise tell the desk and answer 200 with the loanId and the state LENT.”:"
                                + " Which service tells the desk?",
                        List.of("mail")));
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void asksInChineseQuotingTheClause() {
        model.says("{\"questions\": [{\"clause\": 1, \"text\": \"用哪个服务签名？\", \"choices\": []}]}");

        var outcome = draft(Library.brief("把合同送去签名。"));

        assertThat(((Asking) outcome).questions().get(0).text()).isEqualTo("“把合同送去签名。”：用哪个服务签名？");
    }

    @Test
    void anAnswerStandsBesideItsClauseAndTheNextQuestionHasAnotherId() {
        model.says("{\"questions\": [{\"clause\": 3, \"text\": \"And when?\", \"choices\": []}]}");
        var brief = new Brief(
                "loans",
                Library.DESCRIPTION,
                Library.services(),
                Map.of("clause-3-1", "By the desk service"),
                List.of(),
                Optional.empty());

        var outcome = draft(brief);

        assertThat(model.asked.get(0).messages().get(1).text())
                .contains("state LENT.\n    answer of the author: By the desk service\n[4]");
        assertThat(((Asking) outcome).questions()).extracting(Question::id).containsExactly("clause-3-2");
    }

    @Test
    void searchTermsOfThePlanAreLookedUpOnce() {
        var search = "{\"search\": [\"lend books catalog\"], \"questions\": []}";
        model.says(search, Library.PLAN, Library.ROUTE);

        drafted(Library.brief(Library.DESCRIPTION, Library.services(200)));

        assertThat(stages).containsExactly("plan", "plan: 1 searched for", "route");
        assertThat(model.asked.get(1).messages()).hasSize(2);
    }

    @Test
    void aSearchAloneIsNoObjectionAndIsToldWhenItFindsNothing() {
        var search = "{\"search\": [\"lend books catalog\"]}";
        model.says(search, search, Library.PLAN, Library.ROUTE);

        drafted(Library.brief());

        assertThat(stages).containsExactly("plan", "plan: 1 searched for", "plan: 1 searched for", "route");
        assertThat(model.lastTold(1))
                .endsWith("The search found nothing: these are all services there are. Plan with what is listed, or ask"
                        + " a question; leave search empty.");
    }

    @Test
    void aRouteThatDoesWhatThePlanDoesNotAskForGoesBackBeforeAnybodyJudgesIt() {
        var more = Library.ROUTE.replace(
                "        - setHeader: {id: answer-lent-status",
                "        - to: {id: copy, uri: kamelet:desk-tell, variableSend: tell-desk-input}\n"
                        + "        - setHeader: {id: answer-lent-status");
        model.says(Library.PLAN, more, Library.ROUTE);

        drafted(Library.brief());

        assertThat(model.lastTold(2))
                .contains("The step sends to kamelet:desk-tell, but belongs to no step of the plan.");
        assertThat(stages).containsExactly("plan", "route", "route: 1 objection, again");
    }

    @Test
    void anAnswerWithoutARouteIsAskedForAgainAndFinallyRefused() {
        model.says(Library.PLAN, "Sure!", "Sure!", "Sure!");

        assertThat(((Refused) draft(Library.brief())).findings())
                .extracting(Finding::rule)
                .containsExactly("no-route");
    }

    @Test
    void anAnswerThatWasCutOffIsAskedForShorter() {
        model.says(Library.PLAN)
                .ends(Library.ROUTE.substring(0, 700), Model.End.TRUNCATED)
                .says(Library.ROUTE);

        drafted(Library.brief());

        assertThat(model.lastTold(2)).contains("It was cut off.");
    }

    @Test
    void anEmptyAnswerIsAskedForOnceMore() {
        model.says("  ", Library.PLAN, Library.ROUTE);

        drafted(Library.brief());

        assertThat(model.asked.get(1)).isEqualTo(model.asked.get(0));
    }

    @Test
    void aModelThatDeclinesIsAFinding() {
        model.ends("I can't help with that.", Model.End.REFUSED);

        assertThat(((Refused) draft(Library.brief())).findings())
                .extracting(Finding::rule)
                .containsExactly("model-refused");
    }

    @Test
    void aModelThatIsGoneIsSaidWithWhatItCostSoFar() {
        model.says(Library.PLAN);

        assertThatThrownBy(() -> draft(Library.brief())).isInstanceOfSatisfying(Drafter.Unavailable.class, gone -> {
            assertThat(gone).hasMessage("The model does not answer. Nothing was drafted. Try again.");
            assertThat(gone.effort().calls()).hasSize(1);
        });
    }

    @Test
    void descriptionsBeyondTheLimitAreRefusedWithoutAskingTheModel() {
        assertThat(((Refused) draft(Library.brief("All work and no play. ".repeat(2_000)))).findings())
                .extracting(Finding::rule)
                .containsExactly("description-too-long");
        assertThat(((Refused) draft(Library.brief("  \n"))).findings())
                .extracting(Finding::rule)
                .containsExactly("description-empty");
        assertThat(model.asked).isEmpty();
    }

    @Test
    void findingsGoBackWithTheirLineAndTheFileTheyAreAbout() {
        model.says(Library.PLAN, Library.ROUTE);
        var draft = drafted(Library.brief());
        var finding = new Finding(
                "function-not-allowed",
                Severity.ERROR,
                8,
                1,
                "look-input",
                "The jq function `x` is not on the list.",
                "Write `y`.");
        model.says(Library.ROUTE.replace("isbn: variable", "isbn: variable"));

        var repaired = drafted(repairing(draft, List.of(finding), List.of()));

        var messages = model.asked.get(2).messages();
        assertThat(messages.get(2).text()).isEqualTo("```yaml\n" + draft.yaml().stripTrailing() + "\n```");
        assertThat(messages.get(3).text())
                .contains("- function-not-allowed, line 8 `- setVariable: {id: look-input,")
                .contains("step look-input: The jq function `x` is not on the list. Write `y`.");
        assertThat(stages).containsExactly("plan", "route", "repair");
        assertThat(repaired.plan()).isEqualTo(draft.plan());
    }

    @Test
    void failedRunsGoBackWithWhatWasExpectedAndSeen() {
        model.says(Library.PLAN, Library.ROUTE, Library.ROUTE);
        var draft = drafted(Library.brief());

        drafted(repairing(draft, List.of(), List.of(failed("none is free"))));

        assertThat(model.lastTold(2))
                .contains("example \"none is free\"")
                .contains("problem: The caller must get 409, but got 200.")
                .contains("answers: 409 {\"state\":\"TAKEN\"}")
                .contains("calls seen: catalog.findBook {\"isbn\":\"978-1\"} -> 200")
                .contains("answer seen: 200 {\"state\":\"LENT\"}");
    }

    @Test
    void aModelMayCorrectAFailedExampleAndTheApproverReadsWhy() {
        model.says(Library.PLAN, Library.ROUTE, Library.ROUTE + """
                ```json
                {"examples": [{"name": "none is free", "clauses": [2], "messages": [{"body": "{'isbn': '978-2'}"}],
                  "answers": [{"status": 410, "body": ""}]}], "why": "Clause 2 says gone."}
                ```
                """);
        var draft = drafted(Library.brief());

        var repaired = drafted(repairing(draft, List.of(), List.of(failed("none is free"))));

        assertThat(repaired.plan().examples().get(1).answers().get(0).status()).isEqualTo(410);
        assertThat(repaired.plan().assumptions())
                .contains("The example \"none is free\" was corrected after a rehearsal: Clause 2 says gone.");
    }

    @Test
    void anExampleThatDidNotFailIsNotTakenBack() {
        model.says(Library.PLAN, Library.ROUTE, Library.ROUTE + """
                ```json
                {"examples": [{"name": "a copy is free", "messages": [{"body": "{}"}],
                  "answers": [{"status": 500, "body": ""}]}], "why": "easier"}
                ```
                """);
        var draft = drafted(Library.brief());

        var repaired = drafted(repairing(draft, List.of(), List.of(failed("none is free"))));

        assertThat(repaired.plan()).isEqualTo(draft.plan());
    }

    private static Evidence.Run failed(String name) {
        return new Evidence.Run(
                name,
                "scenario",
                "",
                false,
                "The caller must get 409, but got 200.",
                List.of(new Evidence.Called("catalog.findBook", "{\"isbn\":\"978-1\"}", 200)),
                new Evidence.Answer(200, "application/json", "{\"state\":\"LENT\"}"),
                List.of(),
                List.of(),
                5);
    }

    private static Brief repairing(Draft previous, List<Finding> findings, List<Evidence.Run> failures) {
        return new Brief(
                "loans",
                Library.DESCRIPTION,
                Library.services(),
                Map.of(),
                findings,
                failures,
                Optional.of(previous),
                Optional.empty());
    }

    @Test
    void aChangeLeavesAloneWhatItDoesNotConcern() {
        model.says(Library.PLAN, Library.ROUTE);
        var live = drafted(Library.brief());
        var touched = changedRoute().replace("free < 1", "free <= 0");
        model.says(changedPlan(), touched, changedRoute());

        var changed = drafted(changing(live));

        assertThat(model.asked.get(2).messages().get(1).text())
                .contains("<data:live-plan>", "[6] (wish) Answer 404 when the book is unknown.");
        assertThat(model.asked.get(3).messages().get(1).text())
                .contains("<data:live-route>", "<data:changed>\nanswer-unknown, unknown\n</data:changed>");
        assertThat(model.lastTold(4))
                .contains("- route step none: It was altered, and the change does not concern it.")
                .contains("    jq: variable(\"look\").free < 1");
        assertThat(changed.plan().allSteps().map(Step::label))
                .contains("Tell the desk")
                .doesNotContain("Rewritten");
        assertThat(changed.yaml()).contains("free < 1").contains("answer-unknown");
        assertThat(stages).containsExactly("plan", "route", "plan", "change", "change: 1 objection, again");
    }

    private static Brief changing(Draft live) {
        var wish = "Answer 404 when the book is unknown.";
        return new Brief(
                "loans",
                Library.DESCRIPTION + "\n" + wish,
                Library.services(),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new Change(wish, live)));
    }

    /** With a step nobody asked to be rewritten. */
    private static String changedPlan() {
        return Library.PLAN
                .replace("\"label\": \"Tell the desk\"", "\"label\": \"Rewritten\"")
                .replace("  {\"id\": \"is-free\"", """
                          {"id": "unknown", "kind": "on-failure", "clauses": [6], "label": "Unknown", "rule": "status 404", "inside": "look"},
                          {"id": "answer-unknown", "kind": "reply", "clauses": [6], "label": "Unknown", "rule": "status 404", "inside": "unknown"},
                          {"id": "is-free\"""");
    }

    private static String changedRoute() {
        var asked = """
                - choice:
                    id: unknown
                    when:
                      - jq: variable("failure").status == 404
                        steps:
                          - setHeader: {id: answer-unknown-status, name: CamelHttpResponseCode, constant: "404"}
                          - setBody: {id: answer-unknown, jq: '{}'}
                          - stop: {id: answer-unknown-stop}
                """;
        var before = "                  - setHeader: {id: answer-later-status";
        return Library.ROUTE.replace(before, asked.indent(18) + before);
    }
}

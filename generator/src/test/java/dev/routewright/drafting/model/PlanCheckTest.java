package dev.routewright.drafting.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.drafting.ClauseCut;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
    private static List<String> objections(String plan) {
        var clauses = ClauseCut.of(Library.DESCRIPTION);
        return new PlanCheck(
                        clauses,
                        Library.services(),
                        (trigger, example, services) ->
                                example.name().contains("odd") ? List.of("the reply has no member free.") : List.of())
                .objections(PlanReader.read(plan).orElseThrow(), Library.services()).stream()
                        .map(Objection::text)
                        .toList();
    }

    @Test
    void aPlanThatHoldsHasNothingAgainstIt() {
        assertThat(objections(Library.PLAN)).isEmpty();
    }

    @Test
    void aClauseNobodyServesIsQuoted() {
        assertThat(objections(Library.PLAN.replace("\"context\": [5]", "\"context\": []")))
                .containsExactly(
                        "- clause 5: No step serves \"Thank you!\". Name the number in the trigger or in the step"
                                + " that carries it out, add that step if it is missing, or list it in context if it asks for"
                                + " nothing.");
    }

    @Test
    void operationsThatDoNotExistAreAnsweredWithThoseThatWereMeant() {
        assertThat(objections(
                        Library.PLAN.replace("\"catalog.findBook\", \"target\"", "\"catalog-findBook\", \"target\"")))
                .containsExactly(
                        "- step look: There is no operation catalog-findBook. Write catalog.findBook; if none does"
                                + " what the clause asks, ask a question.");
        assertThat(objections(Library.PLAN.replace("\"desk.tell\", \"target\"", "\"sms.send\", \"target\"")))
                .containsExactly(
                        "- step tell-desk: There is no operation sms.send. Use an operation of <data:services>; if none"
                                + " does what the clause asks, ask a question about it.");
    }

    @Test
    void fieldsThatNobodySendsAreAnsweredWithThoseThatAreThere() {
        assertThat(objections(Library.PLAN
                        .replace("\"reads\": [\"look.free\"]", "\"reads\": [\"look.copies\", \"find.x\"]")
                        .replace("\"reads\": [\"message.isbn\"]", "\"reads\": [\"message.book\"]")))
                .contains(
                        "- step look: It reads message.book, but the message has isbn, loanId, reader. Use one of them, or"
                                + " add the field to message.fields if the clauses or their example name it.",
                        "- step none: The reply of catalog.findBook has no copies; it has free. Read one of these.",
                        "- step none: It reads find, which is no step. Begin with message, parameter, item, failure or the"
                                + " id of an earlier step.");
    }

    @Test
    void theResultOfAnyStepMayBeRead() {
        assertThat(objections(Library.PLAN.replace("\"reads\": [\"look.free\"]", "\"reads\": [\"answer-later[].x\"]")))
                .isEmpty();
    }

    @Test
    void stepsStandWhereTheyCan() {
        assertThat(objections(Library.PLAN.replace("\"inside\": \"is-free\"", "\"inside\": \"free\"")))
                .containsExactly(
                        "- step none: There is no step free to be inside of. Name the id of the enclosing step, or"
                                + " \"\".");
        assertThat(objections(Library.PLAN.replace("\"inside\": \"is-free\"", "\"inside\": \"none\"")))
                .contains("- step none: It is inside itself. Name the enclosing step, or \"\".");
        assertThat(objections(Library.PLAN.replace("\"inside\": \"is-free\"", "\"inside\": \"\"")))
                .containsExactly("- step none: A branch stands alone. Name the enclosing step in inside: a choice.");
        assertThat(objections(Library.PLAN.replace("\"id\": \"tell-desk\"", "\"id\": \"look\"")))
                .contains("- step look: The id stands twice. Give each step an id of its own.");
    }

    @Test
    void stepsCiteClausesThatExist() {
        assertThat(objections(Library.PLAN.replace(
                        "\"tell-desk\", \"kind\": \"call\", \"clauses\": [3]",
                        "\"tell-desk\", \"kind\": \"call\", \"clauses\": [9]")))
                .containsExactly(
                        "- step tell-desk: There is no clause 9. Cite the clauses, 1 to 5, that ask for it; leave the"
                                + " step out if none does.");
    }

    @Test
    void aTriggerIsComplete() {
        assertThat(objections(Library.PLAN.replace("\"/loans\"", "\"\"")))
                .containsExactly(
                        "- trigger: path is missing or no path. Write it with a leading slash and {name} for each"
                                + " parameter.");
        assertThat(objections(Library.PLAN.replace("\"kind\": \"http\"", "\"kind\": \"cron\"")))
                .containsExactly(
                        "- trigger: cron is no Quartz expression. Write six fields with seconds first, one of them"
                                + " ?: `0 0 8 * * ?`.");
    }

    @Test
    void examplesAreHeldAgainstTheServices() {
        assertThat(objections(Library.PLAN.replace("none is free", "an odd one")))
                .containsExactly("- example an odd one: the reply has no member free. Correct the example.");
    }

    @Test
    void whoCanPlanNeedNotAsk() {
        assertThat(objections(Library.PLAN.replace(
                        "\"questions\": []", "\"questions\": [{\"clause\": 3, \"text\": \"Which words?\"}]")))
                .containsExactly(
                        "- questions: The plan asks and plans at once. If it can be built like this, leave questions"
                                + " empty and note what you decided under assumptions; if the author alone can say it, leave steps and"
                                + " examples empty.");
    }

    @Test
    void aPlanWithQuestionsNeedsNothingElse() {
        assertThat(objections("{\"questions\": [{\"clause\": 1, \"text\": \"Where?\"}]}"))
                .isEmpty();
    }
}

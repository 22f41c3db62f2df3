package dev.routewright.drafting.model;

import dev.routewright.drafting.model.Model.End;
import dev.routewright.drafting.model.Model.Message;
import dev.routewright.knowledge.Manual;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Has a plan made and checked: objections go back to the model as text, at most twice. */
final class Planner {
    private static final int AGAIN = 2;
    private static final int SEARCHES = 2;
    private static final int MOST_TOKENS = 10_000;

    private final Manual manual;
    private final PlanCheck.ExampleCheck examples;

    Planner(Manual manual, PlanCheck.ExampleCheck examples) {
        this.manual = manual;
        this.examples = examples;
    }

    /**
     * @param plan empty when none can be used
     * @param objections why
     */
    record Result(Optional<PlanText> plan, List<Objection> objections, boolean refused) {}

    /** @param settle makes of the model's plan the one that is judged */
    Result plan(PlanPrompt prompt, Conversation talk, UnaryOperator<PlanText> settle) {
        talk.stage("plan");
        var start = prompt.messages(manual, List.of());
        var answer = talk.ask("plan", start, Optional.of(Prompts.PLAN_SHAPE), MOST_TOKENS);
        if (answer.end() == End.REFUSED) return new Result(Optional.empty(), List.of(), true);
        var read = PlanReader.read(answer.text());
        for (int search = 0; search < SEARCHES; search++) {
            var wanted = read.map(PlanText::search).orElse(List.of());
            boolean only = read.map(Planner::isOnlySearch).orElse(false);
            if (wanted.isEmpty() || !only && (search > 0 || !prompt.isShortened(manual, start))) break;
            talk.stage("plan: " + wanted.size() + " searched for");
            start = prompt.searched(manual, wanted, start);
            answer = talk.ask("plan", start, Optional.of(Prompts.PLAN_SHAPE), MOST_TOKENS);
            read = PlanReader.read(answer.text());
        }
        for (int again = 0; ; again++) {
            if (answer.end() == End.REFUSED) return new Result(Optional.empty(), List.of(), true);
            var plan = read.map(settle);
            var objections = plan.map(text -> judge(text, prompt)).orElse(List.of(unreadable(answer.end())));
            if (objections.isEmpty() || again == AGAIN) return result(plan, objections, prompt);
            talk.stage(
                    "plan: " + objections.size() + (objections.size() == 1 ? " objection" : " objections") + ", again");
            answer = talk.ask(
                    "plan", reply(start, answer.text(), objections), Optional.of(Prompts.PLAN_SHAPE), MOST_TOKENS);
            read = PlanReader.read(answer.text());
        }
    }

    private static boolean isOnlySearch(PlanText plan) {
        return !plan.search().isEmpty()
                && plan.steps().isEmpty()
                && plan.questions().isEmpty();
    }

    private List<Objection> judge(PlanText plan, PlanPrompt prompt) {
        return new PlanCheck(prompt.clauses(), prompt.services(), examples).objections(plan, prompt.services());
    }

    private static Objection unreadable(End end) {
        return end == End.TRUNCATED
                ? Objection.error("answer", "It was cut off.", "Write shorter texts and at most four examples.")
                : Objection.error("answer", "It is no JSON object.", "Answer with the plan as JSON and nothing else.");
    }

    private static List<Message> reply(List<Message> start, String answer, List<Objection> objections) {
        var messages = new ArrayList<>(start);
        messages.add(Conversation.assistant(answer.isBlank() ? "{}" : answer));
        messages.add(
                Conversation.user("Code objects to the plan. Correct exactly this, keep the rest, and answer with the"
                        + " whole plan again:\n" + Quoted.data("findings", Objection.text(objections))));
        return messages;
    }

    /** What is left after the last try: a plan with fatal objections is none; examples nobody could mend are left out. */
    private Result result(Optional<PlanText> plan, List<Objection> objections, PlanPrompt prompt) {
        var fatal = objections.stream().filter(Objection::fatal).toList();
        if (plan.isEmpty() || !fatal.isEmpty()) return new Result(Optional.empty(), fatal, false);
        return new Result(
                plan.map(text -> text.withExamples(text.examples().stream()
                        .filter(example -> examples.objections(
                                        PlanMaker.trigger(text.trigger()), example, prompt.services())
                                .isEmpty())
                        .collect(Collectors.toList()))),
                List.of(),
                false);
    }
}

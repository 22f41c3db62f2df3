package dev.routewright.drafting.model;

import dev.routewright.drafting.Drafter.Brief;
import dev.routewright.drafting.model.Model.Message;
import dev.routewright.knowledge.Manual;
import dev.routewright.route.Clause;
import dev.routewright.route.Lang;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model is told to plan by. The listing of services takes what the budget leaves: the longer the description,
 * the shorter the listing.
 *
 * @param wishes numbers of the clauses that ask for a change
 */
record PlanPrompt(
        Brief brief, List<Service> services, List<Clause> clauses, Optional<String> livePlan, Set<Integer> wishes) {
    static final int BUDGET = 6_000;
    private static final int LEAST_LISTING = 1_000;

    List<Message> messages(Manual manual, List<String> search) {
        var system = Conversation.system(livePlan.isPresent() ? Prompts.PLAN + Prompts.CHANGE : Prompts.PLAN);
        var rest = Quoted.data("parts", String.join(" ", manual.kinds()))
                + livePlan.map(plan -> Quoted.data("live-plan", plan)).orElse("")
                + Quoted.data("clauses", numbered())
                + "Language of the clauses: "
                + (Lang.of(brief.description()) == Lang.ZH ? "Chinese" : "English")
                + ".";
        int spent = Conversation.tokens(List.of(system, Conversation.user(rest)), Optional.of(Prompts.PLAN_SHAPE));
        int left = Math.max(LEAST_LISTING, BUDGET - spent - 40);
        var listing = manual.listing(services, brief.description(), search, left);
        return List.of(system, Conversation.user(Quoted.data("services", listing) + rest));
    }

    /** The prompt with what a search found, or that it found nothing; @param before what was asked the last time */
    List<Message> searched(Manual manual, List<String> search, List<Message> before) {
        var messages = messages(manual, search);
        if (shown(messages).stream().anyMatch(key -> !shown(before).contains(key))) return messages;
        var nothing = isShortened(manual, messages)
                ? "The search found no operation that was not shown before."
                : "The search found nothing: these are all services there are.";
        return List.of(
                messages.get(0),
                Conversation.user(messages.get(1).text() + "\n" + nothing
                        + " Plan with what is listed, or ask a question; leave search empty."));
    }

    private Set<String> shown(List<Message> messages) {
        var text = messages.get(messages.size() - 1).text();
        return services.stream()
                .flatMap(service -> service.operations().stream())
                .map(Operation::key)
                .filter(key -> text.contains("\n" + key + " ") || text.contains("\n" + key + "\n"))
                .collect(Collectors.toSet());
    }

    /** Whether the listing leaves something out. */
    boolean isShortened(Manual manual, List<Message> messages) {
        int everything = services.stream()
                .mapToInt(service -> service.operations().size())
                .sum();
        var shown = messages.get(messages.size() - 1).text();
        return everything > 0
                && services.stream()
                        .flatMap(service -> service.operations().stream())
                        .anyMatch(operation -> !shown.contains(operation.key()));
    }

    private String numbered() {
        var answers = AskedAuthor.answers(brief.answers(), brief.asked());
        var text = new StringBuilder();
        for (var clause : clauses) {
            text.append('[').append(clause.number()).append("] ");
            if (wishes.contains(clause.number())) text.append("(wish) ");
            text.append(clause.text()).append('\n');
            for (var answer : answers.getOrDefault(clause.number(), List.of())) answered(text, "    ", answer);
        }
        for (var answer : answers.getOrDefault(0, List.of())) answered(text, "", answer);
        return text.toString().stripTrailing();
    }

    private static void answered(StringBuilder text, String indent, AskedAuthor.Answer answer) {
        if (!answer.question().isBlank())
            text.append(indent)
                    .append("question to the author: ")
                    .append(Quoted.line(answer.question(), 800))
                    .append('\n');
        text.append(indent)
                .append("answer of the author: ")
                .append(Quoted.line(answer.text(), 1000))
                .append('\n');
    }
}

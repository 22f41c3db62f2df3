package dev.routewright.drafting.model;

import dev.routewright.drafting.RouteSteps;
import dev.routewright.drafting.Trace;
import dev.routewright.drafting.model.Model.Answer;
import dev.routewright.drafting.model.Model.End;
import dev.routewright.drafting.model.Model.Message;
import dev.routewright.route.Finding;
import dev.routewright.route.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Has a route file written. What can be seen to be wrong without inspection is sent back before anybody judges it. */
final class RouteAuthor {
    private static final int AGAIN = 2;
    private static final int MOST_TOKENS = 12_000;

    private final Conversation talk;

    RouteAuthor(Conversation talk) {
        this.talk = talk;
    }

    /** @param text empty when there is no file, @param refused whether the model declined */
    record Result(Optional<RouteText> text, boolean refused) {}

    /** @param further objections to a file that belong to the occasion */
    Result write(String purpose, List<Message> prompt, Plan plan, Function<String, List<Objection>> further) {
        var answer = talk.ask(purpose, prompt, Optional.empty(), MOST_TOKENS);
        Optional<RouteText> usable = Optional.empty();
        for (int again = 0; ; again++) {
            if (answer.end() == End.REFUSED) return new Result(usable, true);
            var text = RouteText.of(answer.text());
            var objections = objections(answer, text, plan, further);
            if (text.yaml().filter(RouteSteps::isYaml).isPresent()) usable = Optional.of(text);
            if (objections.isEmpty() || again == AGAIN) return new Result(usable.or(() -> whole(text)), false);
            talk.stage(purpose + ": " + objections.size() + (objections.size() == 1 ? " objection" : " objections")
                    + ", again");
            var messages = new ArrayList<>(prompt);
            messages.add(Conversation.assistant(answer.text().isBlank() ? "(nothing)" : answer.text()));
            messages.add(Conversation.user(Prompts.REPAIR + Quoted.data("findings", Objection.text(objections))));
            answer = talk.ask(purpose, messages, Optional.empty(), MOST_TOKENS);
        }
    }

    /** A file that is no YAML is still a file: inspection says where it breaks. */
    private static Optional<RouteText> whole(RouteText text) {
        return text.yaml().isPresent() ? Optional.of(text) : Optional.empty();
    }

    private static List<Objection> objections(
            Answer answer, RouteText text, Plan plan, Function<String, List<Objection>> further) {
        if (answer.end() == End.TRUNCATED)
            return List.of(Objection.error(
                    "answer", "It was cut off.", "Write the whole file again, shorter: inline mappings, no comments."));
        if (text.yaml().isEmpty())
            return List.of(Objection.error(
                    "answer", "It holds no route file.", "Answer with one ```yaml fence that begins with `- route:`."));
        var yaml = text.yaml().get();
        if (!RouteSteps.isYaml(yaml))
            return List.of(Objection.error(
                    "file",
                    "It is no YAML: " + RouteSteps.trouble(yaml) + ".",
                    "Correct it there; quote texts that hold `: `, `#` or braces, or use a `|-` block."));
        var objections = new ArrayList<Objection>();
        for (var finding : Trace.findings(plan, yaml)) if (finding.isError()) objections.add(objection(finding));
        objections.addAll(further.apply(yaml));
        return objections;
    }

    private static Objection objection(Finding finding) {
        var place = finding.line() > 0 ? "line " + finding.line() : "file";
        return Objection.error(place, finding.problem(), finding.remedy());
    }
}

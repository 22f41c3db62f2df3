package dev.routewright.drafting.model;

import dev.routewright.drafting.model.Model.End;
import dev.routewright.drafting.model.Model.Message;
import dev.routewright.drafting.model.Model.Prompt;
import dev.routewright.drafting.model.Model.Role;
import java.util.List;
import java.util.Optional;

/** Whether a model can be reached: one tiny question. */
public final class ModelCheck {
    private static final Prompt QUESTION = new Prompt(
            "check",
            List.of(new Message(Role.USER, "This checks the connection. Answer with the one word: ready")),
            Optional.empty(),
            64);

    private ModelCheck() {}

    /**
     * Says how long the answer took and what it used. What the model said is not shown: it is not ours.
     *
     * @throws ModelUnavailable when there is no answer; its message is the sentence to show
     */
    public static String check(Model model) {
        var answer = model.ask(QUESTION, token -> {});
        return "%s %s in %.1f s (%d tokens asked, %d answered)."
                .formatted(
                        model.name(),
                        answer.end() == End.REFUSED ? "is reached, but declined to answer," : "answered",
                        answer.usage().millis() / 1000.0,
                        answer.usage().promptTokens(),
                        answer.usage().completionTokens());
    }
}

package dev.routewright.drafting.model;

import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.Drafter.Effort;
import dev.routewright.drafting.Drafter.ModelCall;
import dev.routewright.drafting.model.Model.Answer;
import dev.routewright.drafting.model.Model.End;
import dev.routewright.drafting.model.Model.Message;
import dev.routewright.drafting.model.Model.Prompt;
import dev.routewright.drafting.model.Model.Role;
import dev.routewright.drafting.model.Model.Shape;
import dev.routewright.knowledge.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one draft says to the model and what that costs. Not shared between drafts. */
final class Conversation {
    private final Model model;
    private final Drafter.Listener listener;
    private final List<ModelCall> calls = new ArrayList<>();

    Conversation(Model model, Drafter.Listener listener) {
        this.model = model;
        this.listener = listener;
    }

    void stage(String words) {
        listener.stage(words);
    }

    Effort effort() {
        return new Effort(Prompts.VERSION, calls);
    }

    /** Asks; an answer that is empty is asked for once more. */
    Answer ask(String purpose, List<Message> messages, Optional<Shape> shape, int mostTokens) {
        var answer = once(purpose, messages, shape, mostTokens);
        return answer.text().isBlank() && answer.end() == End.COMPLETE
                ? once(purpose, messages, shape, mostTokens)
                : answer;
    }

    private Answer once(String purpose, List<Message> messages, Optional<Shape> shape, int mostTokens) {
        try {
            var answer = model.ask(new Prompt(purpose, messages, shape, mostTokens), listener::token);
            var usage = answer.usage();
            calls.add(new ModelCall(purpose, usage.promptTokens(), usage.completionTokens(), usage.millis()));
            return answer;
        } catch (ModelUnavailable gone) {
            throw new Drafter.Unavailable(String.valueOf(gone.getMessage()), effort());
        }
    }

    static Message system(String text) {
        return new Message(Role.SYSTEM, text);
    }

    static Message user(String text) {
        return new Message(Role.USER, text);
    }

    static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }

    /** What a prompt costs, its shape included. */
    static int tokens(List<Message> messages, Optional<Shape> shape) {
        int tokens = shape.map(given -> Tokens.count(given.jsonSchema())).orElse(0);
        for (var message : messages) tokens += Tokens.count(message.text()) + 4;
        return tokens;
    }
}

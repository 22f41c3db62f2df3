package dev.routewright.integration;

import dev.routewright.drafting.Description;
import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.model.Model;
import dev.routewright.drafting.model.ModelUnavailable;
import dev.routewright.knowledge.Vocabulary;
import dev.routewright.route.Finding;
import dev.routewright.route.Severity;
import java.util.List;
import java.util.Optional;

/** Holds the place of the drafter that asks a model until that is there. */
final class ModelDrafter implements Drafter {
    private final Model model;

    ModelDrafter(Model model, Vocabulary vocabulary) {
        this.model = model;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Outcome draft(Brief brief, Listener listener) {
        listener.stage("plan");
        var question = new Model.Prompt(
                "plan", List.of(new Model.Message(Model.Role.USER, brief.description())), Optional.empty(), 64);
        try {
            var usage = model.ask(question, listener::token).usage();
            var call = new ModelCall("plan", usage.promptTokens(), usage.completionTokens(), usage.millis());
            var finding = new Finding(
                    "model-drafter-missing", Severity.ERROR, 0, 0, null, "Nobody drafts yet.", "Draft offline.");
            return new Outcome.Refused(
                    List.of(finding), Description.of(brief.description()).clauses(), new Effort("0", List.of(call)));
        } catch (ModelUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), Effort.NONE);
        }
    }
}

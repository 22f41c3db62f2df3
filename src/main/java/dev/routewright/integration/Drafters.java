package dev.routewright.integration;

import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.model.Model;
import dev.routewright.drafting.model.ModelDrafter;
import dev.routewright.drafting.model.ModelSettings;
import dev.routewright.drafting.model.Models;
import dev.routewright.drafting.offline.OfflineDrafter;
import dev.routewright.knowledge.Manual;
import dev.routewright.knowledge.Vocabulary;
import java.util.Optional;

/** The drafter that settings name: the same for the server and the command line. */
public final class Drafters {
    private Drafters() {}

    /** @param vocabulary what a route may hold, which is what a model is told */
    public static Drafter of(Optional<ModelSettings> model, Vocabulary vocabulary) {
        return model.<Drafter>map(settings -> new ModelDrafter(Models.open(settings), new Manual(vocabulary)))
                .orElseGet(OfflineDrafter::new);
    }

    /** What tokens cost at this model. */
    public static Way.Prices prices(Optional<ModelSettings> model) {
        return (promptTokens, completionTokens) -> model.flatMap(
                        settings -> settings.cost(new Model.Usage(promptTokens, completionTokens, 0)))
                .map(cost -> cost.scale() < 0 ? cost.setScale(0) : cost)
                .orElse(null);
    }
}

package dev.routewright.web;

import java.time.Duration;

/** How long drafting may take. A model needs minutes where the phrasebook needs none. */
final class DraftingTime {
    private static final Duration OFFLINE = Duration.ofSeconds(60);
    /** Questions beside those for each round: the plan, and the plan once more. */
    private static final int PLANNING = 2;

    private DraftingTime() {}

    /** For one description; unless it is set, nothing the model and the rehearsals are given time for is cut off. */
    static Duration limit(RoutewrightProperties properties, ModelProperties model) {
        var set = properties.drafting().timeLimit();
        if (set != null && (set.isZero() || set.isNegative())) throw unusable("It leaves no time for drafting.");
        if (model.settings().isEmpty()) return set == null ? OFFLINE : set;
        if (set != null && set.compareTo(model.timeout()) < 0)
            throw unusable("It is shorter than routewright.model.timeout, so the model could not end its answer.");
        if (set != null) return set;
        return model.timeout()
                .multipliedBy(model.maxRounds() + PLANNING)
                .plus(properties.rehearsal().timeLimit().multipliedBy(model.maxRounds()));
    }

    /** What a start waits for the folder: with a model it is up first, and drafts then. */
    static Duration ofAStart(ModelProperties model) {
        return model.settings().isEmpty() ? Duration.ofMinutes(5) : Duration.ofSeconds(2);
    }

    private static SettingUnusable unusable(String problem) {
        return new SettingUnusable("routewright.drafting.time-limit", problem);
    }
}

package dev.routewright.integration;

import dev.routewright.drafting.Drafter.Effort;
import dev.routewright.drafting.Drafter.ModelCall;
import dev.routewright.journal.Provenance;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a version is made with and what it costs, kept while it is made. */
final class Making {
    private final Way.Setup setup;
    private final String drafter;
    private final List<Service> services;
    private final List<ModelCall> calls;
    private final List<Question> asked;
    private String prompts = "";
    private int rounds;
    private @Nullable Boolean firstDraftValid;

    /**
     * @param earlier calls for earlier attempts at the same version
     * @param asked the questions that were answered
     */
    Making(Way.Setup setup, String drafter, List<Service> services, List<ModelCall> earlier, List<Question> asked) {
        this.setup = setup;
        this.drafter = drafter;
        this.services = services;
        this.calls = new ArrayList<>(earlier);
        this.asked = asked;
    }

    void nextRound() {
        rounds++;
    }

    int rounds() {
        return rounds;
    }

    void spent(Effort effort) {
        calls.addAll(effort.calls());
        if (!effort.prompts().isEmpty()) prompts = effort.prompts();
    }

    /** Inspection has judged a draft. */
    void judged(boolean valid) {
        if (firstDraftValid == null && rounds > 0) firstDraftValid = valid;
    }

    Provenance provenance(long draftingMillis) {
        var prompted = calls.stream().mapToInt(ModelCall::promptTokens).sum();
        var answered = calls.stream().mapToInt(ModelCall::completionTokens).sum();
        return new Provenance(
                drafter,
                prompts,
                setup.catalog(),
                setup.policy(),
                Fingerprint.of(services),
                setup.camel(),
                rounds,
                firstDraftValid,
                prompted,
                answered,
                draftingMillis / 1000.0,
                calls.isEmpty() ? null : setup.prices().of(prompted, answered),
                calls,
                asked);
    }
}

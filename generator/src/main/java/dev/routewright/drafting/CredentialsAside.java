package dev.routewright.drafting;

import dev.routewright.drafting.credential.Bindings;
import dev.routewright.drafting.credential.Extraction;
import dev.routewright.route.Draft;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps credentials from a drafter, whatever the door before it let through, and asks about those whose service is not
 * clear. What the runtime will add to which calls stands in the plan, for whoever approves it.
 */
public final class CredentialsAside implements Drafter {
    private final Drafter drafter;

    public CredentialsAside(Drafter drafter) {
        this.drafter = drafter;
    }

    @Override
    public String name() {
        return drafter.name();
    }

    @Override
    public Outcome draft(Brief given, Listener listener) {
        var brief = withoutValues(given);
        var bindings = Bindings.of(brief.description(), brief.answers(), brief.services());
        if (!bindings.questions().isEmpty())
            return new Outcome.Asking(bindings.questions(), ClauseCut.of(brief.description()));
        var outcome = drafter.draft(brief, listener);
        if (bindings.bound().isEmpty() || !(outcome instanceof Outcome.Drafted drafted)) return outcome;
        return new Outcome.Drafted(said(drafted.draft(), bindings), drafted.clauses(), drafted.effort());
    }

    private static Brief withoutValues(Brief brief) {
        Map<String, String> answers = new HashMap<>();
        brief.answers()
                .forEach((id, answer) -> answers.put(id, Extraction.of(answer).text()));
        return new Brief(
                brief.name(),
                Extraction.of(brief.description()).text(),
                brief.services(),
                answers,
                brief.findings(),
                brief.failures(),
                brief.previous(),
                brief.change()
                        .map(change -> new Change(Extraction.of(change.wish()).text(), change.live())),
                brief.asked());
    }

    private static Draft said(Draft draft, Bindings bindings) {
        Plan plan = draft.plan();
        if (plan == null) return draft;
        var assumptions = new ArrayList<>(plan.assumptions());
        for (var bound : bindings.bound()) assumptions.add(sentence(bound, plan.language()));
        var wider = new Plan(
                plan.title(),
                plan.language(),
                plan.clauses(),
                plan.trigger(),
                plan.message(),
                plan.steps(),
                assumptions,
                plan.context(),
                plan.examples());
        return new Draft(draft.name(), draft.yaml(), wider, draft.scenarios());
    }

    private static String sentence(Bindings.Bound bound, Lang language) {
        String where = bound.place().kind().name().toLowerCase(java.util.Locale.ROOT);
        return (language == Lang.ZH
                        ? "运行时会在对 %s 的调用中加入 [credential %d]（%s：%s），路由里不出现它的值。"
                        : "The runtime adds [credential %2$d] to calls of %1$s (%3$s %4$s); the route never holds its value.")
                .formatted(bound.service(), bound.number(), where, bound.place().name());
    }
}

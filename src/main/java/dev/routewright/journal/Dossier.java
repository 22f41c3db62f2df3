package dev.routewright.journal;

import dev.routewright.route.Clause;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Question;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that came out of the way of a description, as far as it got: what whoever approves looks at.
 *
 * @param yaml the route, null as long as there is none
 * @param timings milliseconds by stage
 */
public record Dossier(
        List<Clause> clauses,
        @Nullable Plan plan,
        List<Question> questions,
        List<Finding> findings,
        @Nullable String yaml,
        Grant grant,
        Evidence rehearsal,
        Map<String, Long> timings,
        @Nullable Provenance provenance) {
    public static final Dossier EMPTY =
            new Dossier(List.of(), null, List.of(), List.of(), null, Grant.NOTHING, Evidence.NONE, Map.of(), null);

    public Dossier {
        clauses = List.copyOf(clauses);
        questions = List.copyOf(questions);
        findings = List.copyOf(findings);
        timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
    }

    public Dossier withFindings(List<Finding> others) {
        return new Dossier(clauses, plan, questions, others, yaml, grant, rehearsal, timings, provenance);
    }

    public Dossier withTiming(String stage, long millis) {
        var more = new LinkedHashMap<>(timings);
        more.put(stage, millis);
        return new Dossier(clauses, plan, questions, findings, yaml, grant, rehearsal, more, provenance);
    }

    public Dossier withProvenance(@Nullable Provenance other) {
        return new Dossier(clauses, plan, questions, findings, yaml, grant, rehearsal, timings, other);
    }

    /** Nothing but what was spent on it and asked: where drafting begins again. */
    public Dossier begunAgain() {
        return EMPTY.withProvenance(provenance);
    }

    /** Where drafting goes on with answers to its questions. */
    public Dossier answered() {
        return EMPTY.withProvenance(provenance == null ? null : provenance.withAsked(questions));
    }

    /** Where a person's edit begins: the plan stays what was asked for, everything judged is judged again. */
    public Dossier rewritten(String text) {
        return new Dossier(
                clauses, plan, List.of(), List.of(), text, Grant.NOTHING, Evidence.NONE, Map.of(), provenance);
    }
}

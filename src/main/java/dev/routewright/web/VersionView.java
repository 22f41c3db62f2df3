package dev.routewright.web;

import dev.routewright.drafting.Trace;
import dev.routewright.journal.ChangeRequest;
import dev.routewright.journal.Dossier;
import dev.routewright.journal.Provenance;
import dev.routewright.journal.Version;
import dev.routewright.rehearsal.EvidenceReport;
import dev.routewright.route.Clause;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Question;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version as the API shows it.
 *
 * @param trace from the clauses over the steps of the plan to the steps of the route and back, null without both
 * @param change the wish it carries out, when it was made from the version that was live
 * @param why the sentence that explains the status, when there is one
 */
record VersionView(
        String name,
        int version,
        String status,
        @Nullable String why,
        String source,
        String language,
        String description,
        List<Clause> clauses,
        @Nullable Plan plan,
        @Nullable Trace trace,
        List<Question> questions,
        Map<String, String> answers,
        @Nullable ChangeRequest change,
        List<Finding> findings,
        @Nullable String yaml,
        Grant grant,
        EvidenceReport rehearsal,
        Map<String, Long> timings,
        @Nullable Provenance provenance,
        Instant created,
        Instant changed) {

    static VersionView of(Version version) {
        var dossier = version.dossier();
        return new VersionView(
                version.integration(),
                version.number(),
                version.status().code(),
                version.why(),
                version.source(),
                version.language().code(),
                version.description(),
                dossier.clauses(),
                dossier.plan(),
                trace(dossier),
                dossier.questions(),
                version.answers(),
                version.change(),
                dossier.findings(),
                dossier.yaml(),
                dossier.grant(),
                EvidenceReport.of(dossier.rehearsal()),
                dossier.timings(),
                dossier.provenance(),
                version.created(),
                version.changed());
    }

    private static @Nullable Trace trace(Dossier dossier) {
        var plan = dossier.plan();
        var yaml = dossier.yaml();
        return plan == null || yaml == null ? null : Trace.of(plan, yaml);
    }

    static String path(Version version) {
        return "/api/integrations/%s/versions/%d".formatted(version.integration(), version.number());
    }

    /**
     * A version in the list of its integration.
     *
     * @param tokens asked and answered by a model, all calls together
     * @param cost null when no price is set
     */
    record Line(
            int version,
            String status,
            @Nullable String why,
            String source,
            boolean approved,
            @Nullable String drafter,
            int tokens,
            @Nullable BigDecimal cost,
            Instant created,
            Instant changed) {
        static Line of(Version version) {
            var made = version.dossier().provenance();
            return new Line(
                    version.number(),
                    version.status().code(),
                    version.why(),
                    version.source(),
                    version.approved(),
                    made == null ? null : made.drafter(),
                    made == null ? 0 : made.promptTokens() + made.completionTokens(),
                    made == null ? null : made.cost(),
                    version.created(),
                    version.changed());
        }
    }
}

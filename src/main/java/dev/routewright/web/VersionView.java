package dev.routewright.web;

import dev.routewright.journal.Provenance;
import dev.routewright.journal.Version;
import dev.routewright.route.Clause;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Question;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version as the API shows it.
 *
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
        List<Question> questions,
        Map<String, String> answers,
        List<Finding> findings,
        @Nullable String yaml,
        Grant grant,
        Evidence rehearsal,
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
                dossier.questions(),
                version.answers(),
                dossier.findings(),
                dossier.yaml(),
                dossier.grant(),
                dossier.rehearsal(),
                dossier.timings(),
                dossier.provenance(),
                version.created(),
                version.changed());
    }

    static String path(Version version) {
        return "/api/integrations/%s/versions/%d".formatted(version.integration(), version.number());
    }

    /** A version in the list of its integration. */
    record Line(
            int version,
            String status,
            @Nullable String why,
            String source,
            boolean approved,
            Instant created,
            Instant changed) {
        static Line of(Version version) {
            return new Line(
                    version.number(),
                    version.status().code(),
                    version.why(),
                    version.source(),
                    version.approved(),
                    version.created(),
                    version.changed());
        }
    }
}

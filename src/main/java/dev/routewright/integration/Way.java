package dev.routewright.integration;

import dev.routewright.drafting.Drafter;
import dev.routewright.journal.Dossier;
import dev.routewright.journal.Provenance;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import dev.routewright.route.Severity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draft, inspect, repair, rehearse: the same for the server and the command line, for descriptions and for routes a
 * person wrote. Loads nothing, keeps nothing, and whatever breaks in a part comes back as an outcome.
 */
public final class Way {
    private static final Logger log = LoggerFactory.getLogger(Way.class);

    private final Drafter drafter;
    private final Judge judge;
    private final Rehearsing rehearsing;
    private final Setup setup;

    public Way(Drafter drafter, Judge judge, Rehearsing rehearsing, Setup setup) {
        this.drafter = drafter;
        this.judge = judge;
        this.rehearsing = rehearsing;
        this.setup = setup;
    }

    /**
     * @param maxRounds how often a draft may be made anew because of findings
     * @param policy hash of the policy, for provenance
     * @param camel version of Apache Camel, for provenance
     */
    public record Setup(int maxRounds, String policy, String camel) {}

    /**
     * What is to be made into a route.
     *
     * @param answers to earlier questions, by question id
     * @param beyond what is wrong with a grant for reasons a route alone does not show, such as an entry that is taken
     */
    public record Commission(
            String name,
            String description,
            List<Service> services,
            Map<String, String> answers,
            Function<Grant, List<Finding>> beyond) {}

    public String drafterName() {
        return drafter.name();
    }

    public Setup setup() {
        return setup;
    }

    public Outcome describe(Commission commission, Progress progress) {
        var trip = new Trip(commission.services(), commission.beyond(), progress);
        return trip.guarded(() -> draftUntilItStands(commission, trip));
    }

    /** The way of a route a person wrote: as for any draft, but nobody repairs it. */
    public Outcome check(
            Draft draft,
            List<Clause> clauses,
            List<Service> services,
            Function<Grant, List<Finding>> beyond,
            Progress progress) {
        var trip = new Trip(services, beyond, progress);
        trip.drafter = "person";
        trip.clauses = clauses;
        return trip.guarded(() -> trip.tryOut(draft) ? new Outcome.Ready(trip.dossier()) : refused(trip));
    }

    private Outcome draftUntilItStands(Commission commission, Trip trip) {
        Set<String> before = Set.of();
        while (true) {
            var drafted = trip.draft(commission);
            var end = drafted.fold(yes -> null, trip::asking, trip::refusing);
            if (end != null) return end;
            if (trip.tryOut(((Drafter.Outcome.Drafted) drafted).draft())) return new Outcome.Ready(trip.dossier());
            var now = trip.complaints();
            if (trip.rounds >= setup.maxRounds() || now.equals(before)) return refused(trip);
            before = now;
        }
    }

    private static Outcome refused(Trip trip) {
        return new Outcome.Refused(trip.dossier());
    }

    /** One description on its way, and what has come of it so far. */
    private final class Trip {
        private final List<Service> services;
        private final Function<Grant, List<Finding>> beyond;
        private final Progress progress;
        private final Map<String, Long> timings = new LinkedHashMap<>();
        private final long started = System.nanoTime();
        private String drafter = Way.this.drafter.name();
        private Progress.Stage stage = Progress.Stage.DRAFTING;
        private List<Clause> clauses = List.of();
        private List<Question> questions = List.of();
        private List<Finding> findings = List.of();
        private @Nullable Draft draft;
        private Grant grant = Grant.NOTHING;
        private Evidence evidence = Evidence.NONE;
        private int rounds;

        private Trip(List<Service> services, Function<Grant, List<Finding>> beyond, Progress progress) {
            this.services = services;
            this.beyond = beyond;
            this.progress = progress;
        }

        private Drafter.Outcome draft(Commission commission) {
            rounds++;
            var errors = findings.stream().filter(Finding::isError).toList();
            var brief = new Drafter.Brief(
                    commission.name(),
                    commission.description(),
                    services,
                    commission.answers(),
                    errors,
                    Optional.ofNullable(draft));
            var outcome = timed(
                    Progress.Stage.DRAFTING,
                    () -> Way.this.drafter.draft(brief, words -> progress.stage(Progress.Stage.DRAFTING, words)));
            clauses = outcome.clauses();
            return outcome;
        }

        private Outcome asking(Drafter.Outcome.Asking asking) {
            questions = asking.questions();
            findings = List.of();
            return new Outcome.Asking(dossier());
        }

        private Outcome refusing(Drafter.Outcome.Refused refused) {
            findings = refused.findings();
            findings.forEach(progress::finding);
            return refused(this);
        }

        /** Inspects, and rehearses what inspection accepts; says whether the draft stands. */
        private boolean tryOut(Draft candidate) {
            draft = candidate;
            evidence = Evidence.NONE;
            var judgement = timed(Progress.Stage.INSPECTION, () -> judge.judge(candidate.yaml(), services));
            grant = judgement.grant();
            found(Stream.concat(judgement.findings().stream(), beyond.apply(grant).stream())
                    .toList());
            if (!complaints().isEmpty()) return false;
            rehearse(candidate);
            return complaints().isEmpty();
        }

        private void rehearse(Draft candidate) {
            try {
                evidence = timed(
                        Progress.Stage.REHEARSAL, () -> rehearsing.rehearse(candidate, grant, services, progress::run));
                add(evidence.runs().stream()
                        .filter(run -> !run.passed())
                        .map(Way::complaint)
                        .toList());
            } catch (IllegalArgumentException e) {
                add(List.of(new Finding(
                        "route-does-not-load",
                        Severity.ERROR,
                        0,
                        0,
                        null,
                        e.getMessage() == null ? "The route cannot be loaded." : e.getMessage(),
                        "Write the route so that it loads.")));
            }
        }

        private void found(List<Finding> all) {
            findings = all;
            all.forEach(progress::finding);
        }

        private void add(List<Finding> more) {
            findings = Stream.concat(findings.stream(), more.stream()).toList();
            more.forEach(progress::finding);
        }

        /** Without the place: a draft that only moved its mistake is no better. */
        private Set<String> complaints() {
            return findings.stream()
                    .filter(Finding::isError)
                    .map(finding -> finding.rule() + '\n' + finding.step() + '\n' + finding.problem())
                    .collect(Collectors.toCollection(HashSet::new));
        }

        private <T> T timed(Progress.Stage next, Supplier<T> work) {
            stage = next;
            progress.stage(next, "");
            var start = System.nanoTime();
            try {
                return work.get();
            } finally {
                timings.merge(next.code(), millisSince(start), Long::sum);
            }
        }

        /** A part that throws must not take anything with it, not even by a route so nested that it ends the stack. */
        private Outcome guarded(Supplier<Outcome> work) {
            try {
                return work.get();
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                log.error("[{}] broke off", stage.code(), e);
                return new Outcome.Failed(
                        dossier(),
                        ("[%s] it broke off by a mistake of Routewright (%s). Nothing was loaded, and what is live goes on. "
                                        + "Word it differently, or send it again and report the log entry.")
                                .formatted(stage.code(), e.getClass().getSimpleName()));
            }
        }

        private Dossier dossier() {
            var times = new LinkedHashMap<>(timings);
            times.put("total", millisSince(started));
            return new Dossier(
                    clauses,
                    plan(),
                    questions,
                    findings,
                    draft == null ? null : draft.yaml(),
                    grant,
                    evidence,
                    times,
                    new Provenance(drafter, setup.policy(), Fingerprint.of(services), setup.camel(), rounds));
        }

        private @Nullable Plan plan() {
            return draft == null ? null : draft.plan();
        }
    }

    private static Finding complaint(Evidence.Run run) {
        var problem = run.problem().isBlank() ? "It did not do what the plan says." : run.problem();
        return new Finding(
                "rehearsal-failed",
                Severity.ERROR,
                0,
                0,
                null,
                "Rehearsal \u201c%s\u201d: %s".formatted(run.name(), problem),
                "Write the route so that it does what the plan says, and keeps or answers every message.");
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}

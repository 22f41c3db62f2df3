package dev.routewright.integration;

import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.Trace;
import dev.routewright.journal.Dossier;
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
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One description on its way, and what has come of it so far. */
final class Trip {
    private static final Logger log = LoggerFactory.getLogger(Trip.class);

    private static final String RUN_FAILED = "rehearsal-failed";

    private final Way way;
    private final List<Service> services;
    private final Function<Grant, List<Finding>> beyond;
    private final Progress progress;
    private final Map<String, Long> timings = new LinkedHashMap<>();
    private final long started = System.nanoTime();
    private final Making making;
    private boolean isAPersons;
    private Progress.Stage stage = Progress.Stage.DRAFTING;
    private List<Clause> clauses;
    private List<Question> questions = List.of();
    private List<Finding> findings = List.of();
    private @Nullable Draft draft;
    private Grant grant = Grant.NOTHING;
    private Evidence evidence = Evidence.NONE;

    private Trip(
            Way way,
            Making making,
            List<Clause> clauses,
            List<Service> services,
            Function<Grant, List<Finding>> beyond,
            Progress progress) {
        this.way = way;
        this.making = making;
        this.clauses = clauses;
        this.services = services;
        this.beyond = beyond;
        this.progress = progress;
    }

    static Trip of(Way.Commission commission, Way way, Progress progress) {
        var making = new Making(
                way.setup(), way.drafterName(), commission.services(), commission.earlier(), commission.asked());
        return new Trip(way, making, List.of(), commission.services(), commission.beyond(), progress);
    }

    /** @param clauses of the description the route was first made from, empty when there is none */
    static Trip ofAPersonsRoute(
            Way way,
            List<Clause> clauses,
            List<Service> services,
            List<Drafter.ModelCall> earlier,
            Function<Grant, List<Finding>> beyond,
            Progress progress) {
        var making = new Making(way.setup(), "person", services, earlier, List.of());
        var trip = new Trip(way, making, clauses, services, beyond, progress);
        trip.isAPersons = true;
        return trip;
    }

    int rounds() {
        return making.rounds();
    }

    Drafter.Outcome draft(Way.Commission commission) {
        making.nextRound();
        var words = rounds() == 1
                ? ""
                : "round %d of %d".formatted(rounds(), way.setup().maxRounds());
        try {
            var outcome =
                    timed(Progress.Stage.DRAFTING, words, () -> way.drafter().draft(brief(commission), listener()));
            making.spent(outcome.effort());
            clauses = outcome.clauses();
            return outcome;
        } catch (Drafter.Unavailable e) {
            making.spent(e.effort());
            throw e;
        }
    }

    /** With everything that was wrong with the draft before: findings and failed runs apart. */
    private Drafter.Brief brief(Way.Commission commission) {
        var errors = findings.stream()
                .filter(finding -> finding.isError() && !finding.rule().equals(RUN_FAILED))
                .toList();
        var failures = evidence.runs().stream().filter(run -> !run.passed()).toList();
        return new Drafter.Brief(
                commission.name(),
                commission.description(),
                services,
                commission.answers(),
                errors,
                failures,
                Optional.ofNullable(draft),
                commission.change(),
                commission.asked());
    }

    private Drafter.Listener listener() {
        return new Drafter.Listener() {
            @Override
            public void stage(String words) {
                progress.stage(Progress.Stage.DRAFTING, words);
            }

            @Override
            public void token(String text) {
                progress.token(text);
            }
        };
    }

    Outcome asking(Drafter.Outcome.Asking asking) {
        questions = asking.questions();
        findings = List.of();
        return new Outcome.Asking(dossier());
    }

    Outcome refusing(Drafter.Outcome.Refused refused) {
        findings = refused.findings();
        findings.forEach(progress::finding);
        return new Outcome.Refused(dossier());
    }

    /** Where the route and the plan it was written for do not match; what a person adds, the approver is told of. */
    private List<Finding> untraced(Draft candidate) {
        var plan = candidate.plan();
        if (plan == null) return List.of();
        var findings = Trace.findings(plan, candidate.yaml());
        return isAPersons ? findings.stream().map(Trip::toldOnly).toList() : findings;
    }

    private static Finding toldOnly(Finding finding) {
        return new Finding(
                finding.rule(),
                Severity.WARNING,
                finding.line(),
                finding.column(),
                finding.step(),
                finding.problem(),
                finding.remedy());
    }

    /** Inspects, and rehearses what inspection accepts; says whether the draft stands. */
    boolean tryOut(Draft candidate) {
        draft = candidate;
        evidence = Evidence.NONE;
        var judgement = timed(Progress.Stage.INSPECTION, "", () -> way.judge().judge(candidate.yaml(), services));
        grant = judgement.grant();
        found(Stream.of(judgement.findings(), beyond.apply(grant), untraced(candidate))
                .flatMap(List::stream)
                .toList());
        making.judged(complaints().isEmpty());
        if (!complaints().isEmpty()) return false;
        rehearse(candidate);
        return complaints().isEmpty();
    }

    private void rehearse(Draft candidate) {
        try {
            evidence = timed(Progress.Stage.REHEARSAL, "", () -> way.rehearsing()
                    .rehearse(candidate, grant, services, progress::run));
            add(evidence.runs().stream()
                    .filter(run -> !run.passed())
                    .map(Trip::complaint)
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
    Set<String> complaints() {
        return findings.stream()
                .filter(Finding::isError)
                .map(finding -> finding.rule() + '\n' + finding.step() + '\n' + finding.problem())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private <T> T timed(Progress.Stage next, String words, Supplier<T> work) {
        stage = next;
        progress.stage(next, words);
        var start = System.nanoTime();
        try {
            return work.get();
        } finally {
            timings.merge(next.code(), millisSince(start), Long::sum);
        }
    }

    /** A part that throws must not take anything with it, not even by a route so nested that it ends the stack. */
    Outcome guarded(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (Drafter.Unavailable e) {
            return new Outcome.Failed(dossier(), String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            return new Outcome.Failed(
                    dossier(),
                    "[%s] it was stopped. Nothing was loaded, and what is live goes on. Send it again."
                            .formatted(stage.code()));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            log.error("[{}] broke off", stage.code(), e);
            return new Outcome.Failed(
                    dossier(),
                    ("[%s] it broke off by a mistake of Routewright (%s). Nothing was loaded, and what is live goes on. "
                                    + "Word it differently, or send it again and report the log entry.")
                            .formatted(stage.code(), e.getClass().getSimpleName()));
        }
    }

    Dossier dossier() {
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
                making.provenance(timings.getOrDefault(Progress.Stage.DRAFTING.code(), 0L)));
    }

    private @Nullable Plan plan() {
        return draft == null ? null : draft.plan();
    }

    private static Finding complaint(Evidence.Run run) {
        var problem = run.problem().isBlank() ? "It did not do what the plan says." : run.problem();
        return new Finding(
                RUN_FAILED,
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

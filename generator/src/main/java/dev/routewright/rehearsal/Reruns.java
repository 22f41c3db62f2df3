package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a rehearsal can be played again where no stage is. Evidence holds what was seen and not what the stand-ins
 * answered; that follows from the plan, so that the same version gives the same runs in whatever process. A run that
 * cannot be had in this way is left out, as is one that would have to wait for a clock or end the process, and one that
 * asks again for a reply that is kept: a stage keeps none.
 */
public final class Reruns {
    private static final int LARGEST = 64 * 1024;

    private final Draft draft;
    private final Grant grant;
    private final List<Service> services;
    private final Evidence evidence;
    private final Set<String> kept;

    /**
     * @param services as they were known when the evidence was taken
     * @param kept operations whose replies are kept whether the route wants it or not
     */
    public Reruns(Draft draft, Grant grant, List<Service> services, Evidence evidence, Set<String> kept) {
        this.draft = draft;
        this.grant = grant;
        this.services = services;
        this.evidence = evidence;
        this.kept = Set.copyOf(kept);
    }

    /** @param most of them, those that are worth most first */
    public List<Rerun> first(int most) {
        var entry = new ExampleTrials(draft, grant, services).entry();
        if (entry.isEmpty()) return List.of();
        var seen = new HashMap<List<String>, Evidence.Run>();
        var promised = Promised.by(draft, grant);
        var keeping = new HashSet<>(kept);
        keeping.addAll(promised.keeping());
        for (var run : evidence.runs())
            if (run.passed() && !asksAgain(run, keeping))
                seen.putIfAbsent(List.of(run.name(), run.kind(), run.injected()), run);
        return new Programme(draft, grant, services, promised, 0)
                .trials().stream()
                        .flatMap(trial -> rerun(
                                trial, seen.remove(List.of(trial.name(), trial.kind(), trial.injected())), entry.get()))
                        .limit(most)
                        .toList();
    }

    /** Whether it makes a call that a reply it has had before would spare it. */
    private static boolean asksAgain(Evidence.Run run, Set<String> keeping) {
        var had = new HashSet<List<String>>();
        for (var call : run.calls()) {
            if (!keeping.contains(call.operation())) continue;
            var asked = List.of(call.operation(), call.input());
            if (had.contains(asked)) return true;
            if (call.status() / 100 == 2) had.add(asked);
        }
        return false;
    }

    private static Stream<Rerun> rerun(Trial trial, Evidence.@Nullable Run run, Grant.Entry entry) {
        if (run == null || trial.messages().isEmpty()) return Stream.empty();
        if (trial.messages().stream()
                .anyMatch(one -> one.body() != null && one.body().length() > LARGEST)) return Stream.empty();
        var otherwise = trial.otherwise();
        return calls(trial, run)
                .or(() -> otherwise == null ? Optional.empty() : calls(otherwise, run))
                .map(calls -> new Rerun(
                        trial.name(),
                        trial.injected(),
                        trial.messages().stream()
                                .map(one -> message(one, entry))
                                .toList(),
                        calls,
                        run.answers(),
                        run.deliveries(),
                        (int) run.deadLetters().stream()
                                .filter(cause -> !cause.isBlank())
                                .count()))
                .stream();
    }

    private static Rerun.Message message(Trial.Message message, Grant.Entry usual) {
        var entry = message.entry();
        return new Rerun.Message(entry == null ? usual : entry, message.body(), message.headers());
    }

    /** What the stand-ins answered, asked again in the same order; empty when that is not what was seen. */
    private static Optional<List<Rerun.Call>> calls(Trial trial, Evidence.Run run) {
        var calls = new ArrayList<Rerun.Call>();
        var before = new ArrayList<Attempt>();
        int each = Math.max(1, run.calls().size() / trial.messages().size());
        for (var called : run.calls()) {
            int message = Math.min(before.size() / each, trial.messages().size() - 1);
            if (trial.conduct().rests(called.operation(), before)) return Optional.empty();
            var reaction = trial.conduct().reaction(called.operation(), called.input(), message, before);
            var reply = reply(reaction);
            if (reply.isEmpty() || reply.get().status() != called.status()) return Optional.empty();
            calls.add(new Rerun.Call(
                    called.operation(),
                    called.input(),
                    called.status(),
                    reply.get().body()));
            before.add(Attempt.of(called.operation(), called.input(), reaction, message, 0));
        }
        return Optional.of(calls);
    }

    /** Nothing that has to wait for a clock. */
    private static Optional<Reaction.Replies> reply(Reaction reaction) {
        if (reaction instanceof Reaction.Refuses) return Optional.of(new Reaction.Replies(0, ""));
        return reaction instanceof Reaction.Replies replies
                        && replies.retryAfter().isZero()
                ? Optional.of(replies)
                : Optional.empty();
    }
}

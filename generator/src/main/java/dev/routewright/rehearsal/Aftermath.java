package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Scenarios.Case;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.rehearsal.Way.Passed;
import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges what became of a message one of whose calls failed: it is answered as planned or kept with its cause, and
 * nothing that needed the call was done.
 *
 * @param after calls of the same operation that went well before
 * @param effects what may be repeated blindly
 */
record Aftermath(Plan plan, Case one, Step.Call call, Fault fault, int after, Effects effects) {
    private static final int MOST_ATTEMPTS = 10;

    Optional<String> problem(Seen seen) {
        if (fault.isBadReply() && !isUsed() && expected().problem(seen).isEmpty()) return Optional.empty();
        return Stream.of(attempts(seen), wentOn(seen), handled(seen), outcome(seen))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Expected expected() {
        return new Expected(one.way(), one.world().orElseThrow(), isCalled());
    }

    private boolean isCalled() {
        return plan.trigger() instanceof Trigger.Http;
    }

    private boolean isUsed() {
        return Uses.of(plan.steps()).anyMatch(field -> field.source().equals(call.result()));
    }

    private Optional<String> attempts(Seen seen) {
        long attempts = seen.operations().stream().filter(call.key()::equals).count() - after;
        if (attempts <= 0) return Optional.of("The route did not call %s.".formatted(call.key()));
        var stated = call.resilience().retries();
        int most = stated.map(retries -> retries + 1).orElse(MOST_ATTEMPTS);
        if (stated.isEmpty() && attempts > 1 && fault.mayHaveWorked() && !effects.mayRepeat(call.key()) && !repeated())
            return Optional.of(
                    "%s was tried %d times although it may have worked the first time, and it changes something."
                            .formatted(call.key(), attempts));
        if (attempts > most && !repeated())
            return Optional.of("%s was tried %d times; at most %d are in order.".formatted(call.key(), attempts, most));
        if (fault == Fault.REFUSES && stated.isPresent() && attempts < most)
            return Optional.of("%s was tried %d times; the plan says %d.".formatted(call.key(), attempts, most));
        return Optional.empty();
    }

    /** Whether the operation may be called anew after this call failed: by a later item, by what deals with it. */
    private boolean repeated() {
        return one.way().loops().anyMatch(each -> Way.steps(each.passed())
                        .anyMatch(did -> did.step().equals(call)))
                || CallOrder.of(one.way().passed()).operations().stream()
                                .filter(call.key()::equals)
                                .count()
                        > after + 1
                || operations(call.onFailure()).contains(call.key());
    }

    private Optional<String> wentOn(Seen seen) {
        var later = new ArrayList<>(later(one.way().passed(), call));
        later.removeAll(allowed());
        return later.stream()
                .filter(seen.operations()::contains)
                .findFirst()
                .map(next -> "The route went on to call %s although %s had failed.".formatted(next, call.key()));
    }

    /** What may be seen whatever failed: the calls before it, beside it, and those that deal with the failure. */
    private Set<String> allowed() {
        var later = later(one.way().passed(), call);
        var allowed = new ArrayList<>(CallOrder.of(one.way().passed()).operations());
        later.forEach(allowed::remove);
        allowed.addAll(operations(plan.allSteps()
                .filter(Step.Call.class::isInstance)
                .flatMap(step -> ((Step.Call) step).onFailure().stream())
                .toList()));
        allowed.add(call.key());
        return Set.copyOf(allowed);
    }

    /** The operations that come only after the call, in any branch or item that also makes it. */
    static List<String> later(List<Passed> passed, Step.Call call) {
        for (int i = 0; i < passed.size(); i++) {
            var one = passed.get(i);
            if (Way.steps(List.of(one)).noneMatch(did -> did.step().equals(call))) continue;
            var later = new ArrayList<>(inside(one, call));
            later.addAll(CallOrder.of(passed.subList(i + 1, passed.size())).operations());
            return later;
        }
        return List.of();
    }

    private static List<String> inside(Passed one, Step.Call call) {
        if (one instanceof Passed.Each each) return later(each.passed(), call);
        if (one instanceof Passed.AtOnce all)
            return all.branches().stream()
                    .flatMap(branch -> later(branch, call).stream())
                    .toList();
        return List.of();
    }

    private Optional<String> handled(Seen seen) {
        for (var step : call.onFailure()) {
            if (step instanceof Step.Call handler && !seen.operations().contains(handler.key()))
                return Optional.of(
                        "%s failed, but %s was not called, as the plan says.".formatted(call.key(), handler.key()));
            if (step instanceof Step.Call) continue;
            var target = Expected.target(step);
            if (!target.isEmpty()
                    && seen.deliveries().stream().noneMatch(d -> d.target().startsWith(target)))
                return Optional.of(
                        "%s failed, but nothing was delivered to %s, as the plan says.".formatted(call.key(), target));
        }
        return Optional.empty();
    }

    private Optional<String> outcome(Seen seen) {
        boolean kept = seen.deadLetters().stream().anyMatch(cause -> !cause.isBlank());
        if (!isCalled())
            return kept
                    ? Optional.empty()
                    : Optional.of("The message is neither delivered nor in the dead letters with its cause.");
        var answer = seen.answer();
        if (answer == null) return Optional.of("The caller got no answer.");
        var planned = statuses(call.onFailure());
        if (planned.contains(answer.status())) return Optional.empty();
        if (answer.status() < 400)
            return Optional.of("The caller got %d although %s had failed.".formatted(answer.status(), call.key()));
        if (call.onFailure().isEmpty()) return Optional.empty();
        if (Uses.ends(call.onFailure()))
            return Optional.of("The caller must get %s when %s fails, but got %d."
                    .formatted(words(planned), call.key(), answer.status()));
        return kept
                ? Optional.empty()
                : Optional.of("The message is not in the dead letters although %s had failed.".formatted(call.key()));
    }

    private static String words(Set<Integer> statuses) {
        return statuses.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    static Set<Integer> statuses(List<Step> steps) {
        return Uses.all(steps)
                .filter(Step.Reply.class::isInstance)
                .map(step -> ((Step.Reply) step).status())
                .collect(Collectors.toSet());
    }

    static List<String> operations(List<Step> steps) {
        return Uses.all(steps)
                .filter(Step.Call.class::isInstance)
                .map(step -> ((Step.Call) step).key())
                .toList();
    }
}

package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.services.AttemptFailed.How;
import dev.routewright.services.CallListener.Outcome;
import dev.routewright.services.ServiceFailure.Answered;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call, one after the other, and what it comes to. A call that may have had an effect is not repeated
 * blindly.
 */
final class CallUnderWay {
    private final Wanted wanted;
    private final Invoker invoker;
    private final Line line;
    private final Operation operation;
    private final Repeats repeats;
    private Set<Target> tried = Set.of();
    private @Nullable ObjectNode input;
    private @Nullable Keeping keeping;
    private boolean leads;
    private int attempts;
    private boolean told;

    CallUnderWay(Wanted wanted, Invoker invoker) {
        this.wanted = wanted;
        this.invoker = invoker;
        this.line = wanted.line();
        this.operation = line.operation();
        this.repeats = new Repeats(line, wanted.asked());
    }

    /** Returns true when the outcome was told before it returns. */
    boolean begin() {
        ObjectNode given;
        try {
            input = Inputs.of(operation, wanted.input(), wanted.id());
            // The name we give a call is no part of what is asked.
            given = wanted.input() instanceof ObjectNode object ? object : input;
        } catch (InputMissing missing) {
            return fail(missing);
        }
        var common = line.common();
        if (common != null) common.retries().called();
        keeping = Keeping.of(line, wanted.asked(), given, wanted.credentials());
        if (keeping == null || keeping.fresh().isZero()) return attempt();
        if (isKept()) return true;
        leads = keeping.cache().leads(keeping.flight(), this);
        if (!leads) return false;
        // Between the look and the lead another call may have landed.
        return isKept() || attempt();
    }

    private boolean isKept() {
        var kept = keeping == null ? null : keeping.found();
        return kept != null && replied(kept, Outcome.CACHED);
    }

    /** For a call that waited for what another one asks. */
    private void landed(@Nullable JsonNode reply, @Nullable ServiceFailure failure, Outcome how) {
        if (failure != null) fail(failure);
        else tell(reply, null, how == Outcome.REPLY ? Outcome.CACHED : how);
    }

    private boolean attempt() {
        var turns = line.turns();
        long wait = turns == null ? 0 : turns.take(repeats.left());
        if (wait < 0)
            return fail(new CallFailed(
                    operation.key(), turns.sentence(operation.service(), -wait), attempts, Answered.NOTHING, null));
        return wait > 0 && invoker.pauses().after(Duration.ofNanos(wait), this::go) ? false : go();
    }

    private boolean go() {
        Problem problem;
        try {
            var target = line.next(tried, wanted.asked(), inputOrThrow());
            if (target.isPresent()) {
                var reply = send(target.get());
                if (reply.status() / 100 == 2) return succeed(reply);
                problem = judge(reply, target.get());
            } else {
                if (!line.isFull() && !repeats.waitsForInstances(attempts))
                    return fail(new CallFailed(operation.key(), line.whyNone(), attempts, Answered.NOTHING, null));
                attempts++;
                problem = new Problem(new AttemptFailed(How.NOT_SENT, line.whyNone(), null), true);
            }
        } catch (AttemptFailed failed) {
            problem = new Problem(failed, failed.how() == How.NOT_SENT || repeats.repeatable());
        } catch (ServiceFailure refused) {
            return fail(refused);
        } catch (RuntimeException broken) {
            return fail(new CallFailed(operation.key(), "The call broke off.", attempts, Answered.NOTHING, broken));
        }
        return again(problem);
    }

    private boolean again(Problem problem) {
        if (!problem.mayRepeat || attempts > repeats.most()) return fail(problem, "");
        var pause = repeats.pause(attempts, problem.retryAfter);
        if (!repeats.fits(pause))
            return fail(problem, " No time is left of the %d ms for the whole call.".formatted(repeats.totalMillis()));
        var common = line.common();
        if (common != null && !repeats.ownRetries() && !common.retries().take())
            return fail(problem, " Too many calls of %s are repeated at the moment.".formatted(operation.service()));
        if (invoker.pauses().after(pause, this::attempt)) return false;
        repeats.skip(pause.toNanos());
        return attempt();
    }

    private Reply send(Target target) throws AttemptFailed, InputMissing {
        if (attempts++ == 0) wanted.onSend().run();
        // Most calls need one attempt, and one set less.
        if (tried.isEmpty()) tried = Set.of(target);
        else (tried = new HashSet<>(tried)).add(target);
        long begun = System.nanoTime();
        var timeout = repeats.timeout();
        var result = Target.Result.BAD;
        try {
            var reply = target.send(operation, inputOrThrow(), timeout, line.mediation(), wanted.credentials());
            result = reply.status() == 429
                    ? Target.Result.NEITHER
                    : reply.status() >= 500 ? Target.Result.BAD : Target.Result.GOOD;
            return reply;
        } catch (InputMissing missing) {
            result = Target.Result.NEITHER;
            throw missing;
        } catch (AttemptFailed failed) {
            if (failed.how() == How.TIMED_OUT) repeats.skip(timeout.toNanos() - (System.nanoTime() - begun));
            throw failed;
        } finally {
            long nanos = System.nanoTime() - begun;
            target.settle(result, nanos);
            invoker.heard(operation, target, result, nanos);
        }
    }

    private boolean succeed(Reply reply) throws AttemptFailed {
        var read = ReplyReader.read(operation, reply);
        if (keeping != null) keeping.keep(reply);
        return tell(read, null, Outcome.REPLY);
    }

    private boolean replied(Reply kept, Outcome how) {
        try {
            return tell(ReplyReader.read(operation, kept), null, how);
        } catch (AttemptFailed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean fail(Problem problem, String more) {
        var failure = problem.failure;
        return fail(new CallFailed(
                operation.key(), failure.getMessage() + more, attempts, problem.answered, failure.getCause()));
    }

    /** What may stand in does so only when the service is in trouble, not when it or we say no. */
    private boolean fail(ServiceFailure failure) {
        if (!(failure instanceof CallFailed)) return tell(null, failure, Outcome.REFUSED);
        var stale = keeping == null ? null : keeping.standIn();
        if (stale != null) return replied(stale, Outcome.STALE);
        var fallback = wanted.fallsBack() ? line.fallback() : Optional.<Fallback>empty();
        if (fallback.isPresent() && fallback.get() instanceof Fallback.Fixed fixed)
            return tell(fixed.reply().deepCopy(), null, Outcome.FALLBACK);
        if (fallback.isPresent() && fallback.get() instanceof Fallback.Other other)
            return invoker.standIn(wanted, other, attempts > 0, (reply, failed) -> {
                if (failed == null) tell(reply, null, Outcome.FALLBACK);
                else tell(null, failure, Outcome.FAILED);
            });
        return tell(null, failure, Outcome.FAILED);
    }

    private boolean tell(@Nullable JsonNode reply, @Nullable ServiceFailure failure, Outcome how) {
        if (told) return true;
        told = true;
        invoker.heard(wanted.caller(), operation, how, attempts, repeats);
        if (leads && keeping != null)
            for (var waiting : keeping.cache().landed(keeping.flight())) {
                // Each its own: what a route does to its reply is not for the others to see.
                var copy = reply == null ? null : reply.<JsonNode>deepCopy();
                Runnable landing = () -> waiting.landed(copy, failure, how);
                if (!invoker.pauses().after(Duration.ZERO, landing)) landing.run();
            }
        wanted.outcome().accept(reply, failure);
        return true;
    }

    private Problem judge(Reply reply, Target target) throws CallRefused {
        int status = reply.status();
        var answered = new Answered(status, Shown.without(ReplyReader.beginning(reply), wanted.credentials()));
        if (status / 100 == 4 && status != 429) throw new CallRefused(operation.key(), answered);
        var failure = new AttemptFailed(
                How.BROKEN,
                status / 100 == 3
                        ? "%s answered with a redirect (%d), which is not followed.".formatted(target, status)
                        : "%s answered with status %d.".formatted(target, status),
                null);
        boolean untouched = status == 429 || status == 503;
        return new Problem(failure, untouched || (repeats.repeatable() && status >= 500), reply.retryAfter(), answered);
    }

    private ObjectNode inputOrThrow() {
        if (input == null) throw new IllegalStateException("The call has not begun.");
        return input;
    }

    private record Problem(AttemptFailed failure, boolean mayRepeat, Optional<Duration> retryAfter, Answered answered) {
        Problem(AttemptFailed failure, boolean mayRepeat) {
            this(failure, mayRepeat, Optional.empty(), Answered.NOTHING);
        }
    }
}

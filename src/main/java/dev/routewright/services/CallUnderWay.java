package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.services.AttemptFailed.How;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.services.CallListener.Attempt;
import dev.routewright.services.CallListener.Call;
import dev.routewright.services.ServiceFailure.Answered;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The attempts of one call, one after the other. A call that may have had an effect is not repeated blindly. */
final class CallUnderWay {
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private final Line line;
    private final Caller caller;
    private final CallListener listener;
    private final long begun = System.nanoTime();
    private final Operation operation;
    private final Mediation mediation;
    private final Asked asked;
    private final Pauses pauses;
    private final List<Sent> credentials;
    private final Runnable onSend;
    private final BiConsumer<@Nullable JsonNode, @Nullable ServiceFailure> outcome;
    private final Set<Target> tried = new HashSet<>();
    private final boolean repeatable;
    private @Nullable ObjectNode input;
    private int attempts;
    private boolean told;

    CallUnderWay(
            Line line,
            Caller caller,
            CallListener listener,
            Asked asked,
            Pauses pauses,
            List<Sent> credentials,
            Runnable onSend,
            BiConsumer<@Nullable JsonNode, @Nullable ServiceFailure> outcome) {
        this.line = line;
        this.caller = caller;
        this.listener = listener;
        this.operation = line.operation();
        this.mediation = line.mediation();
        this.asked = asked;
        this.pauses = pauses;
        this.credentials = credentials;
        this.onSend = onSend;
        this.outcome = outcome;
        this.repeatable = REPEATABLE.contains(operation.method())
                || asked.retries().isPresent()
                || Inputs.idempotencyKey(operation).isPresent();
    }

    boolean begin(@Nullable JsonNode given, String id) {
        try {
            input = Inputs.of(operation, given, id);
        } catch (InputMissing missing) {
            return fail(missing);
        }
        return attempt();
    }

    /** Returns true when the outcome was told before it returns. */
    private boolean attempt() {
        while (true) {
            Problem problem;
            try {
                var target = line.next(tried);
                if (target.isPresent()) {
                    tried.add(target.get());
                    var reply = send(target.get());
                    if (reply.status() / 100 == 2) return succeed(ReplyReader.read(operation, reply));
                    problem = judge(reply, target.get());
                } else {
                    if (!waitsForInstances())
                        return fail(new CallFailed(operation.key(), line.whyNone(), attempts, Answered.NOTHING, null));
                    attempts++;
                    problem = new Problem(new AttemptFailed(How.NOT_SENT, line.whyNone(), null), true);
                }
            } catch (AttemptFailed failed) {
                problem = new Problem(failed, failed.how() == How.NOT_SENT || repeatable);
            } catch (ServiceFailure refused) {
                return fail(refused);
            } catch (RuntimeException broken) {
                return fail(new CallFailed(operation.key(), "The call broke off.", attempts, Answered.NOTHING, broken));
            }
            var failure = problem.failure;
            if (!problem.mayRepeat || attempts > retries())
                return fail(new CallFailed(
                        operation.key(), failure.getMessage(), attempts, problem.answered, failure.getCause()));
            if (pauses.after(pause(problem.retryAfter), this::attempt)) return false;
        }
    }

    private Reply send(Target target) throws AttemptFailed, InputMissing {
        if (attempts++ == 0) onSend.run();
        long begun = System.nanoTime();
        var result = Target.Result.BAD;
        try {
            var reply = target.send(operation, inputOrThrow(), timeout(), credentials);
            result = reply.status() == 429
                    ? Target.Result.NEITHER
                    : reply.status() >= 500 ? Target.Result.BAD : Target.Result.GOOD;
            return reply;
        } catch (InputMissing missing) {
            result = Target.Result.NEITHER;
            throw missing;
        } finally {
            long nanos = System.nanoTime() - begun;
            target.settle(result, nanos);
            if (target instanceof LiveInstance instance)
                listener.attempted(new Attempt(operation.service(), operation.id(), instance.url(), result, nanos));
        }
    }

    private boolean succeed(JsonNode reply) {
        told = true;
        heard(CallListener.Outcome.REPLY);
        outcome.accept(reply, null);
        return true;
    }

    private boolean fail(ServiceFailure failure) {
        if (told) return true;
        told = true;
        heard(failure instanceof CallFailed ? CallListener.Outcome.FAILED : CallListener.Outcome.REFUSED);
        outcome.accept(null, failure);
        return true;
    }

    private void heard(CallListener.Outcome how) {
        listener.called(
                new Call(caller, operation.service(), operation.id(), how, attempts, System.nanoTime() - begun));
    }

    private Problem judge(Reply reply, Target target) throws CallRefused {
        int status = reply.status();
        var answered = new Answered(status, Shown.without(ReplyReader.beginning(reply), credentials));
        if (status / 100 == 4 && status != 429) throw new CallRefused(operation.key(), answered);
        var failure = new AttemptFailed(
                How.BROKEN,
                status / 100 == 3
                        ? "%s answered with a redirect (%d), which is not followed.".formatted(target, status)
                        : "%s answered with status %d.".formatted(target, status),
                null);
        boolean untouched = status == 429 || status == 503;
        return new Problem(failure, untouched || (repeatable && status >= 500), reply.retryAfter(), answered);
    }

    /** A route that asked for its own attempts gets them although every instance rests; others fail fast. */
    private boolean waitsForInstances() {
        return asked.retries().isPresent() && asked.pause().isPresent() && attempts <= retries();
    }

    private int retries() {
        return asked.retries().orElse(mediation.retries());
    }

    private Duration timeout() {
        return asked.timeout().orElse(mediation.timeout());
    }

    private Duration pause(Optional<Duration> retryAfter) {
        double first = asked.pause().orElse(mediation.retryDelay()).toNanos();
        double factor = asked.backoff().orElse(asked.pause().isPresent() ? 1 : mediation.backoff());
        double longest = Math.max(mediation.maxDelay().toNanos(), first);
        double grown = Math.min(first * Math.pow(factor, attempts - 1.0), longest);
        // A pause the description names is kept to; one of ours is spread, so that callers do not return in step.
        if (asked.pause().isEmpty()) grown *= ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        double told = retryAfter.map(Duration::toNanos).orElse(0L);
        return Duration.ofNanos((long) Math.max(grown, Math.min(told, longest)));
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

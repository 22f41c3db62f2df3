package dev.routewright.outbox;

import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallRefused;
import dev.routewright.services.InputMissing;
import dev.routewright.services.Invoker;
import dev.routewright.services.ServiceFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes calls of the outbox and notes what came of them. A call leaves the store only when it is made or kept elsewhere. */
final class Maker {
    private static final Logger LOG = LoggerFactory.getLogger(Maker.class);

    /** There is nothing to undo: the call that was to be undone was never made. */
    private static final Set<Integer> NOT_THERE = Set.of(404, 410);
    /** Refusals that somebody may mend without touching the call: a credential, a lock, a conflict. */
    private static final Set<Integer> MAY_CHANGE = Set.of(401, 403, 408, 409, 423, 425, 429);

    private final OutboxStore store;
    private final Invoker invoker;
    private final Letters letters;
    private final Limits limits;
    private final Clock clock;

    Maker(OutboxStore store, Invoker invoker, Letters letters, Limits limits, Clock clock) {
        this.store = store;
        this.invoker = invoker;
        this.letters = letters;
        this.limits = limits;
        this.clock = clock;
    }

    enum End {
        DONE,
        LATER,
        GIVEN_UP
    }

    /** Tries the calls one after the other, whatever comes of the one before. Told exactly once, on any thread. */
    void inTurn(List<Waiting> calls, Consumer<Round> then) {
        next(calls, 0, new ArrayList<>(), new ArrayList<>(), then);
    }

    private void next(List<Waiting> calls, int at, List<String> undone, List<String> failed, Consumer<Round> then) {
        if (at == calls.size()) {
            then.accept(new Round(undone, failed));
            return;
        }
        var call = calls.get(at);
        make(call, end -> {
            (end == End.DONE ? undone : failed).add(call.call().key());
            next(calls, at + 1, undone, failed, then);
        });
    }

    void make(Waiting waiting, Consumer<End> then) {
        var call = waiting.call();
        try {
            invoker.call(
                    new Caller(call.integration(), call.version()),
                    call.service(),
                    call.operation(),
                    Json.object(call.input()),
                    call.asked(),
                    call.id(),
                    () -> {},
                    (reply, failure) -> then.accept(settled(waiting, failure)));
        } catch (RuntimeException broken) {
            LOG.error("[{}] a call of the outbox broke off.", call.integration(), broken);
            then.accept(later(waiting, "The call broke off."));
        }
    }

    private End settled(Waiting waiting, @Nullable ServiceFailure failure) {
        try {
            if (failure == null || waiting.undoes() && NOT_THERE.contains(failure.status())) {
                store.done(waiting);
                return End.DONE;
            }
            boolean late = clock.instant().isAfter(waiting.accepted().plus(limits.giveUpAfter()));
            if (late || isForGood(failure)) {
                store.givenUp(waiting, letters.keep(waiting.call(), cause(waiting, failure)));
                return End.GIVEN_UP;
            }
        } catch (RuntimeException notNoted) {
            return notNoted(waiting, notNoted);
        }
        return later(waiting, failure.getMessage());
    }

    private End later(Waiting waiting, String error) {
        try {
            store.later(waiting, clock.instant().plus(limits.pause(waiting.attempts())), error);
            return End.LATER;
        } catch (RuntimeException notNoted) {
            return notNoted(waiting, notNoted);
        }
    }

    /** It stays as it is, and is made once more: with the same key. */
    private static End notNoted(Waiting waiting, RuntimeException why) {
        LOG.warn(
                "[{}] what came of the call {} could not be noted, so it will be made again: {}",
                waiting.call().integration(),
                waiting.call().key(),
                why.getClass().getSimpleName());
        return End.LATER;
    }

    private static boolean isForGood(ServiceFailure failure) {
        return failure instanceof InputMissing
                || failure instanceof CallRefused && !MAY_CHANGE.contains(failure.status());
    }

    private static String cause(Waiting waiting, ServiceFailure failure) {
        return (waiting.undoes()
                        ? "The message before it failed, and this call was to undo a part of it. It was given up: %s Undo it "
                                + "by hand, or replay it to make the call again."
                        : "The message that made this call had gone on without waiting for it. It was given up: %s Replay it "
                                + "to make the call again.")
                .formatted(failure.getMessage());
    }
}

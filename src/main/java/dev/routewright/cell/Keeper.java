package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.DeadLetters;
import dev.routewright.cell.CellRuntime.Failure;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.cell.Passage.Breach;
import dev.routewright.cell.Passage.Kind;
import dev.routewright.cell.Passage.Outcome;
import dev.routewright.services.InputMissing;
import dev.routewright.services.ValueRefused;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.camel.InvalidPayloadException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Decides what becomes of a message that failed, and keeps it. */
final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final Version version;
    private final DeadLetters deadLetters;
    private final MessageListener.Heard heard;

    Keeper(Version version, DeadLetters deadLetters, MessageListener.Heard heard) {
        this.version = version;
        this.deadLetters = deadLetters;
        this.heard = heard;
    }

    Outcome keep(Passage passage, String exchangeId, Breach breach) {
        if (breach.cause() instanceof ProcessEnded) return Outcome.LOST;
        return keep(passage, exchangeId, breach.step(), Reasons.of(breach.cause()), false);
    }

    Outcome judge(Passage passage, Throwable failure, String exchangeId) {
        var complaint = passage.isUntouched() ? complaint(failure) : null;
        if (complaint != null) return new Outcome(Kind.REFUSED, complaint, false);
        return keep(
                passage, exchangeId, passage.stepOf(failure), Reasons.of(failure), passage.isServiceFailure(failure));
    }

    Outcome keep(Passage passage, String exchangeId, @Nullable String step, String cause, boolean byService) {
        passage.keptFor(cause);
        try {
            var id = deadLetters.keep(
                    new Failure(version.integration(), version.number(), exchangeId, passage.origin(), step, cause));
            // Number 0 is a rehearsal, where messages are meant to fail.
            LOG.atLevel(version.number() == 0 ? Level.DEBUG : Level.WARN)
                    .log(
                            "[{} v{}] message {} is kept as dead letter {}; it failed at {}: {}",
                            version.integration(),
                            version.number(),
                            exchangeId,
                            id,
                            step,
                            cause);
            heard.kept();
            return new Outcome(Kind.KEPT, id, byService);
        } catch (RuntimeException notKept) {
            LOG.error(
                    "[{} v{}] message {} failed at {} and could not be kept, so its sender hears that it was not taken. "
                            + "Check the store: {}",
                    version.integration(),
                    version.number(),
                    exchangeId,
                    step,
                    Reasons.of(notKept));
            return Outcome.LOST;
        }
    }

    /** Whether another message that fails could be kept. */
    boolean hasRoom() {
        try {
            return deadLetters.hasRoom(version.integration());
        } catch (RuntimeException unknown) {
            // A message that then cannot be kept is not acknowledged.
            return true;
        }
    }

    /** @return its id */
    String hold(Failure failure) {
        return deadLetters.hold(failure);
    }

    void letGo(String held) {
        try {
            deadLetters.letGo(held);
        } catch (RuntimeException later) {
            LOG.warn(
                    "{} a message that is done could not be taken out of the store, so it is a dead letter after the next "
                            + "start: {}",
                    "[%s v%d]".formatted(version.integration(), version.number()),
                    Reasons.of(later));
        }
    }

    /** What is wrong with the message, when it is the message. */
    private static @Nullable String complaint(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputMissing || cause instanceof ValueRefused) return cause.getMessage();
            if (cause instanceof JsonQueryException || cause instanceof InvalidPayloadException)
                return "The message does not have the form this integration expects.";
        }
        return null;
    }
}

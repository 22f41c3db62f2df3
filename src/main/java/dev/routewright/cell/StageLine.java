package dev.routewright.cell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.rehearsal.Stage.Outside;
import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Operation;
import dev.routewright.services.AttemptFailed;
import dev.routewright.services.AttemptFailed.How;
import dev.routewright.services.Line;
import dev.routewright.services.Mediation;
import dev.routewright.services.Reply;
import dev.routewright.services.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Leads every attempt to the stand-in of a stage. Replies are read and repeated by the code live calls use. */
record StageLine(Operation operation, Mediation mediation, Outside outside, StageProcess process) implements Line {

    @Override
    public Optional<Target> next(Set<Target> tried) {
        if (process.isOver()) return Optional.of(new StandIn(outside, process));
        return outside.rests(operation.key()) ? Optional.empty() : Optional.of(new StandIn(outside, process));
    }

    @Override
    public String whyNone() {
        return "The stand-in rests after failures.";
    }

    private record StandIn(Outside outside, StageProcess process) implements Target {
        @Override
        public Reply send(Operation operation, ObjectNode input, Duration timeout) throws AttemptFailed {
            if (process.isOver()) throw process.nothingMore();
            var reaction = outside.call(operation.key(), input.toString());
            if (reaction instanceof Reaction.Ends ends) {
                process.ends();
                return reply(ends.last());
            }
            if (reaction instanceof Reaction.Replies replies) return reply(replies);
            if (reaction instanceof Reaction.Refuses)
                throw new AttemptFailed(How.NOT_SENT, "The stand-in does not accept connections.", null);
            if (reaction instanceof Reaction.Unknown)
                throw new AttemptFailed(How.NOT_SENT, "The name of the stand-in is not known.", null);
            throw new AttemptFailed(
                    How.TIMED_OUT,
                    "The stand-in gave no whole answer within %d ms.".formatted(timeout.toMillis()),
                    null);
        }

        private static Reply reply(Reaction.Replies replies) {
            return new Reply(
                    replies.status(),
                    replies.body().getBytes(StandardCharsets.UTF_8),
                    Optional.of(replies.retryAfter()).filter(pause -> !pause.isZero()));
        }

        @Override
        public void settle(Result result, long nanos) {}

        @Override
        public String toString() {
            return "The stand-in";
        }
    }
}

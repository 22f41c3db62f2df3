package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import java.util.List;

/** How the services behave while a trial is played. */
@FunctionalInterface
interface Conduct {

    /**
     * @param message number of the message the attempt belongs to, from 0
     * @param before the attempts of this trial so far
     */
    Reaction reaction(String operation, String input, int message, List<Attempt> before);

    /** Whether the service of the operation rests, so that no attempt is sent. */
    default boolean rests(String operation, List<Attempt> before) {
        return false;
    }

    /** The same, but the operation always goes wrong. */
    default Conduct troubled(String broken, Injection injection) {
        return new Troubled(this, broken, injection);
    }

    /** The same, but the process ends with the reply to a call that goes well. @param number of the call, from 0 */
    default Conduct ending(String last, int number) {
        return (operation, input, message, before) -> {
            var reaction = reaction(operation, input, message, before);
            long earlier =
                    before.stream().filter(one -> one.operation().equals(last)).count();
            boolean now = operation.equals(last) && earlier == number;
            return now && reaction instanceof Reaction.Replies reply ? new Reaction.Ends(reply) : reaction;
        };
    }

    record Troubled(Conduct usual, String broken, Injection injection) implements Conduct {
        @Override
        public Reaction reaction(String operation, String input, int message, List<Attempt> before) {
            return operation.equals(broken) ? injection.reaction() : usual.reaction(operation, input, message, before);
        }

        @Override
        public boolean rests(String operation, List<Attempt> before) {
            return operation.equals(broken) && injection.fault() == Fault.RESTS || usual.rests(operation, before);
        }
    }
}

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

    /** The same, but the operation always goes wrong. */
    default Conduct troubled(String broken, Fault fault) {
        return (operation, input, message, before) ->
                operation.equals(broken) ? fault.reaction() : reaction(operation, input, message, before);
    }
}

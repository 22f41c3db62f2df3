package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;

/**
 * A fault as one operation shows it.
 *
 * @param words what the operation does then, such as {@code refuses the connection}
 */
record Injection(Fault fault, String words, Reaction reaction) {

    /** {@code inventory.getStock refuses the connection}. */
    String into(String operation) {
        return operation + " " + words;
    }
}

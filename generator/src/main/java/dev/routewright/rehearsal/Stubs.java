package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Behaves to whoever calls as a trial says, and remembers the calls. */
final class Stubs implements Stage.Outside {
    private final List<Attempt> attempts = new ArrayList<>();
    private Conduct conduct = new Script(Map.of(), List.of());
    private IntSupplier delivered = () -> 0;
    private int message;

    /** @param written how many files and records have been written in this trial */
    synchronized void play(Conduct next, IntSupplier written) {
        conduct = next;
        delivered = written;
        message = -1;
        attempts.clear();
    }

    /** The attempts from now on belong to the next message. */
    synchronized void nextMessage() {
        message++;
    }

    synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    @Override
    public synchronized boolean rests(String operation) {
        if (!conduct.rests(operation, attempts)) return false;
        attempts.add(Attempt.of(operation, "", new Reaction.Rests(), message, delivered.getAsInt()));
        return true;
    }

    @Override
    public synchronized Reaction call(String operation, String input) {
        var reaction = conduct.reaction(operation, input, message, attempts);
        attempts.add(Attempt.of(operation, input, reaction, message, delivered.getAsInt()));
        return reaction;
    }
}

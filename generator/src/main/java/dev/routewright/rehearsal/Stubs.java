package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Evidence.Called;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays a script to whoever calls, and remembers the calls. */
final class Stubs implements Stage.Outside {
    private final List<Called> calls = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private Script script = new Script(Map.of(), List.of());

    synchronized void play(Script next) {
        script = next;
        calls.clear();
        counts.clear();
    }

    synchronized List<Called> calls() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized Reaction call(String operation, String input) {
        int earlier = counts.merge(operation, 1, Integer::sum) - 1;
        var reaction = script.reaction(operation, earlier);
        calls.add(new Called(operation, input, reaction instanceof Reaction.Replies replies ? replies.status() : 0));
        return reaction;
    }
}

package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Call;
import dev.routewright.route.Scenario.Stubbed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replies as an example lists them. Whether its second reply is for the second call or for the second attempt of the
 * first one, an example leaves open; there is a reading for either. Calls at the same time arrive in any order, so that
 * a call takes the reply of the expected call it fits.
 *
 * @param examples replies of what the example does not name
 */
record ExampleReplies(Script examples, Scenario scenario, boolean eachAttempt) implements Conduct {

    /** Whether the readings differ: there is something to repeat, and something else comes after it. */
    static boolean isAmbiguous(Scenario scenario) {
        return scenario.replies().values().stream()
                .anyMatch(replies -> replies.size() > 1
                        && replies.subList(0, replies.size() - 1).stream()
                                .anyMatch(one -> !Attempt.isUsable(one.status())));
    }

    /** Whether more replies than calls are listed, which are then for attempts. */
    static boolean countsAttempts(Scenario scenario) {
        return scenario.replies().entrySet().stream()
                .anyMatch(entry -> entry.getValue().size() > 1
                        && entry.getValue().size()
                                > calls(scenario, entry.getKey()).size());
    }

    @Override
    public Reaction reaction(String operation, String input, int message, List<Attempt> before) {
        var replies = scenario.replies().getOrDefault(operation, List.of());
        if (replies.isEmpty()) return examples.reaction(operation, input, message, before);
        var earlier =
                before.stream().filter(one -> one.operation().equals(operation)).toList();
        int number = eachAttempt ? earlier.size() : call(operation, input, message, earlier);
        return reply(operation, replies.get(Math.min(number, replies.size() - 1)));
    }

    /** A success of which nothing is said is the documented one. */
    private Reaction reply(String operation, Stubbed reply) {
        var example = examples.replies().getOrDefault(operation, List.of());
        boolean unsaid = reply.body() == null && reply.status() / 100 == 2 && reply.status() != 204;
        if (!unsaid || example.isEmpty()) return Script.reaction(reply);
        return Script.reaction(new Stubbed(reply.status(), example.get(0).body()));
    }

    private int call(String operation, String input, int message, List<Attempt> earlier) {
        var numbering = new Numbering(calls(scenario, operation));
        for (var one : earlier)
            numbering.take(
                    one.message() + " " + one.called().input(), one.called().input(), one.usable());
        return numbering.take(message + " " + input, input, true);
    }

    private static List<Call> calls(Scenario scenario, String operation) {
        return scenario.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    /** Which of the expected calls an attempt belongs to. */
    private static final class Numbering {
        private static final Likeness LIKENESS = new Likeness(true);

        private final List<Call> expected;
        private final BitSet taken = new BitSet();
        private final Map<String, Integer> repeatable = new HashMap<>();

        Numbering(List<Call> expected) {
            this.expected = new ArrayList<>(expected);
        }

        /** @param call what the attempts of one call have in common */
        int take(String call, String input, boolean usable) {
            var before = repeatable.remove(call);
            int number = before != null ? before : next(input);
            taken.set(number);
            if (!usable) repeatable.put(call, number);
            return number;
        }

        private int next(String input) {
            var given = Json.read(input);
            for (int i = 0; i < expected.size(); i++) {
                var inputs = expected.get(i).inputs();
                if (!taken.get(i)
                        && !inputs.isEmpty()
                        && LIKENESS.difference(inputs, given).isEmpty()) return i;
            }
            return taken.nextClearBit(0);
        }
    }
}

package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Operation;
import dev.routewright.route.Scenario.Stubbed;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the services behave while one message is under way.
 *
 * @param replies by operation key, for the first call, the second …; the last one goes on for good
 * @param troubles calls that go wrong
 */
record Script(Map<String, List<Stubbed>> replies, List<Trouble> troubles) implements Conduct {

    /** @param after how many calls of the operation go well before this starts; it does not end */
    record Trouble(String operation, int after, Injection injection) {
        boolean hits(String called, List<Attempt> before) {
            return operation.equals(called)
                    && before.stream()
                                    .filter(one -> one.operation().equals(called))
                                    .count()
                            >= after;
        }
    }

    Script {
        replies = Map.copyOf(replies);
        troubles = List.copyOf(troubles);
    }

    /** Every operation answers with its documented example. */
    static Script examples(List<Service> services) {
        var replies = new HashMap<String, List<Stubbed>>();
        for (var service : services)
            for (var operation : service.operations()) replies.put(operation.key(), List.of(example(operation)));
        return new Script(replies, List.of());
    }

    static Stubbed example(Operation operation) {
        return operation
                .success()
                .map(reply -> new Stubbed(
                        reply.status(),
                        reply.example() != null
                                ? reply.example()
                                : reply.schema().sample()))
                .orElse(new Stubbed(200, Map.of()));
    }

    Script with(Map<String, List<Stubbed>> others) {
        var all = new HashMap<>(replies);
        all.putAll(others);
        return new Script(all, troubles);
    }

    Script troubled(String operation, int after, Injection injection) {
        var all = new ArrayList<>(troubles);
        all.add(new Trouble(operation, after, injection));
        return new Script(replies, all);
    }

    @Override
    public Reaction reaction(String operation, String input, int message, List<Attempt> before) {
        int earlier = (int)
                before.stream().filter(one -> one.operation().equals(operation)).count();
        for (var trouble : troubles)
            if (trouble.hits(operation, before)) return trouble.injection().reaction();
        return reply(operation, earlier);
    }

    @Override
    public boolean rests(String operation, List<Attempt> before) {
        return troubles.stream()
                .anyMatch(trouble -> trouble.injection().fault() == Fault.RESTS && trouble.hits(operation, before));
    }

    /** @param earlier how many calls of the operation came before */
    Reaction reply(String operation, int earlier) {
        var scripted = replies.getOrDefault(operation, List.of());
        if (scripted.isEmpty()) return new Reaction.Replies(404, "");
        return reaction(scripted.get(Math.min(earlier, scripted.size() - 1)));
    }

    static Reaction reaction(Stubbed reply) {
        if (reply.status() == 0) return new Reaction.Refuses();
        return new Reaction.Replies(
                reply.status(), reply.status() == 204 || reply.body() == null ? "" : Json.write(reply.body()));
    }
}

package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the stubs answer now, and what they were asked since. Shared by all stubs; safe for their threads. */
final class Script {
    private final List<Call> calls = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private int round;
    private JsonNode given = MissingNode.getInstance();

    synchronized void play(JsonNode replies) {
        given = replies;
        forget();
    }

    synchronized void forget() {
        round++;
        calls.clear();
        complaints.clear();
        used.clear();
        asked.clear();
    }

    /** Whether a call has come, answered or not. */
    synchronized boolean isAsked(String operation) {
        return asked.contains(operation);
    }

    /**
     * The next scripted reply: of a list, the first whose {@code if} holds for the inputs; entries without {@code if}
     * are used once each and the last one for good.
     */
    synchronized JsonNode next(String operation, JsonNode inputs) {
        asked.add(operation);
        var replies = given.path(operation);
        if (!replies.isArray()) return replies;
        for (var reply : replies) if (reply.has("if") && Match.fits(reply.get("if"), inputs)) return reply;
        var plain = new ArrayList<JsonNode>();
        replies.forEach(reply -> {
            if (!reply.has("if")) plain.add(reply);
        });
        int turn = used.merge(operation, 1, Integer::sum);
        return plain.get(Math.min(turn, plain.size()) - 1);
    }

    /** Which script is played; a call that began under an older one is nobody's any more. */
    synchronized int round() {
        return round;
    }

    synchronized void add(Call call, int began) {
        if (began == round) calls.add(call);
    }

    /** A request that keeps to no document; it did nothing and is not a call. */
    synchronized void complain(String complaint) {
        complaints.add(complaint);
    }

    synchronized List<Call> calls() {
        return calls.stream().sorted(Comparator.comparingLong(Call::started)).toList();
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    List<Call> calls(String operation) {
        return calls().stream().filter(c -> c.operation().equals(operation)).toList();
    }
}

package dev.routewright.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What callers got since the behaviour began, by the name a step gave it. */
final class Replies {
    private final Map<String, List<Reply>> replies = new LinkedHashMap<>();

    synchronized void clear() {
        replies.clear();
    }

    synchronized void add(String name, Reply reply) {
        replies.computeIfAbsent(name, any -> new ArrayList<>()).add(reply);
    }

    synchronized List<Reply> named(String name) {
        return List.copyOf(replies.getOrDefault(name, List.of()));
    }

    synchronized List<Reply> all() {
        return replies.values().stream().flatMap(List::stream).toList();
    }

    synchronized ObjectNode brief() {
        var brief = Text.MAPPER.createObjectNode();
        replies.forEach((name, list) -> {
            var array = brief.putArray(name);
            list.forEach(reply -> array.add(reply.brief()));
        });
        return brief;
    }
}

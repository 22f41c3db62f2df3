package dev.routewright.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.route.Draft;
import dev.routewright.route.Grant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a route says it does about messages that come twice, work that is left half done, and replies it has had before.
 *
 * @param undoing operations it calls to undo others when the message fails ({@code compensation: true})
 * @param keeping operations whose replies it wants to use again ({@code cacheFor}, {@code staleFor})
 * @param once whether Camel itself lets a key pass only once
 * @param remembers whether it claims keys in the memory and marks them as done
 */
record Promised(Set<String> undoing, Set<String> keeping, boolean once, boolean remembers) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern KAMELET =
            Pattern.compile("kamelet:([a-z][a-z0-9-]*?)-([A-Za-z][A-Za-z0-9_]*)(?:[?].*)?");

    Promised {
        undoing = Set.copyOf(undoing);
        keeping = Set.copyOf(keeping);
    }

    static Promised by(Draft draft, Grant grant) {
        var undoing = new TreeSet<String>();
        var keeping = new TreeSet<String>();
        try {
            collect(YAML.readTree(draft.yaml()), undoing, keeping);
        } catch (JsonProcessingException unreadable) {
            // Whoever loads it says so.
        }
        var operations = grant.operations();
        return new Promised(
                undoing,
                keeping,
                draft.yaml().contains("idempotentConsumer"),
                operations.contains(BuiltIn.MEMORY + ".begin") && operations.contains(BuiltIn.MEMORY + ".complete"));
    }

    private static void collect(JsonNode node, Set<String> undoing, Set<String> keeping) {
        var uri = node.path("uri").asText();
        var kamelet = KAMELET.matcher(uri);
        if (kamelet.matches()) {
            var operation = kamelet.group(1) + "." + kamelet.group(2);
            var options = node.path("parameters");
            if (options.path("compensation").asText().equals("true") || uri.contains("compensation=true"))
                undoing.add(operation);
            if (options.has("cacheFor") || options.has("staleFor") || uri.matches(".*[?&](cacheFor|staleFor)=.*"))
                keeping.add(operation);
        }
        node.forEach(inner -> collect(inner, undoing, keeping));
    }

    boolean isIdempotent() {
        return once || remembers;
    }

    boolean isAnything() {
        return isIdempotent() || !undoing.isEmpty();
    }
}

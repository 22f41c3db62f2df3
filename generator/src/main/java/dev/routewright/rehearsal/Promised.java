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
 * What a route says it does about messages that come twice and work that is left half done.
 *
 * @param undoing operations it calls to undo others when the message fails ({@code compensation: true})
 * @param once whether Camel itself lets a key pass only once
 * @param remembers whether it claims keys in the memory and marks them as done
 */
record Promised(Set<String> undoing, boolean once, boolean remembers) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern KAMELET =
            Pattern.compile("kamelet:([a-z][a-z0-9-]*?)-([A-Za-z][A-Za-z0-9_]*)(?:[?].*)?");

    Promised {
        undoing = Set.copyOf(undoing);
    }

    static Promised by(Draft draft, Grant grant) {
        var undoing = new TreeSet<String>();
        try {
            collect(YAML.readTree(draft.yaml()), undoing);
        } catch (JsonProcessingException unreadable) {
            // Whoever loads it says so.
        }
        var operations = grant.operations();
        return new Promised(
                undoing,
                draft.yaml().contains("idempotentConsumer"),
                operations.contains(BuiltIn.MEMORY + ".begin") && operations.contains(BuiltIn.MEMORY + ".complete"));
    }

    private static void collect(JsonNode node, Set<String> undoing) {
        var uri = KAMELET.matcher(node.path("uri").asText());
        boolean undoes = node.path("parameters").path("compensation").asText().equals("true")
                || node.path("uri").asText().contains("compensation=true");
        if (undoes && uri.matches()) undoing.add(uri.group(1) + "." + uri.group(2));
        node.forEach(inner -> collect(inner, undoing));
    }

    boolean isIdempotent() {
        return once || remembers;
    }

    boolean isAnything() {
        return isIdempotent() || !undoing.isEmpty();
    }
}

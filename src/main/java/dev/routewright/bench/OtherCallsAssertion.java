package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Nothing may be called that no document has, and nothing that changes something without being listed. */
final class OtherCallsAssertion implements Assertion {
    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        if (scene.lasting() || !then.path("noOtherWrites").asBoolean(true)) return List.of();
        var listed = new HashSet<>(scene.allowed());
        then.path("allow").forEach(name -> listed.add(name.asText()));
        // What is allowed beside the listed has to be named in full.
        listed.removeIf(name -> name.endsWith(".*"));
        then.path("calls").forEach(assertion -> listed.addAll(Names.of(assertion)));
        var failures = new ArrayList<String>();
        for (var call : scene.calls())
            if (!call.isKnown())
                failures.add("call to an unknown operation: %s %s %s"
                        .formatted(call.method(), call.service(), call.target()));
            else if (!call.method().equals("GET")
                    && !listed.contains(call.name())
                    && !listed.contains(call.service() + ".*"))
                failures.add(
                        "unexpected call %s %s".formatted(call.name(), Text.shortly(Text.of(call.part("body")), 100)));
        return failures;
    }
}

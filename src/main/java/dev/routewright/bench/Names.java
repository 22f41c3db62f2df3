package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** The operations an assertion names. */
final class Names {
    private Names() {}

    /** @param assertion with {@code op}: one, or a list */
    static List<String> of(JsonNode assertion) {
        var op = assertion.path("op");
        if (op.isMissingNode()) throw new CaseUnusable("An assertion about calls names no operation.");
        return op.isArray()
                ? StreamSupport.stream(op.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(op.asText());
    }
}

package dev.routewright.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a document says about how its service is called: {@code x-routewright-mediation} at the top, and
 * {@code x-routewright-idempotent: true} on operations. Handed on as it stands; whoever makes the calls judges it.
 */
final class MediationExtension {
    private static final String MEDIATION = "x-routewright-mediation";
    private static final int MOST = 100_000;

    private MediationExtension() {}

    static boolean isIdempotent(@Nullable Map<String, Object> extensions) {
        return extensions != null && Boolean.TRUE.equals(extensions.get("x-routewright-idempotent"));
    }

    /** @param idempotent ids of the operations that are marked so */
    static Optional<String> of(JsonNode root, List<String> idempotent) {
        var given = root.path(MEDIATION);
        if (given.isMissingNode() && idempotent.isEmpty()) return Optional.empty();
        if (!given.isMissingNode() && !given.isObject())
            throw new Unusable(
                    "Its %s is no object.".formatted(MEDIATION), "Correct it or leave it out, and send it again.");
        ObjectNode all = given instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (var id : idempotent) {
            var operations = all.get("operations") instanceof ObjectNode there ? there : all.putObject("operations");
            var own = operations.get(id) instanceof ObjectNode there ? there : operations.putObject(id);
            if (!own.has("idempotent")) own.put("idempotent", true);
        }
        var text = all.toString();
        if (text.length() > MOST)
            throw new Unusable(
                    "Its %s is longer than %d letters.".formatted(MEDIATION, MOST),
                    "Leave out what need not be different, and send it again.");
        return Optional.of(text);
    }
}

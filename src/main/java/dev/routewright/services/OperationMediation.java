package dev.routewright.services;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What is different for one operation, as it was written: what it leaves out keeps following the service.
 *
 * @param settings a part of {@link Mediation}, and {@code fallback} and {@code idempotent}
 */
public record OperationMediation(@JsonValue JsonNode settings) {
    public OperationMediation {
        settings = settings.deepCopy();
    }

    Optional<Fallback> fallback() {
        return MediationReader.fallback(settings.get("fallback"));
    }

    /** Whether the same call may be made twice, where somebody has said so; otherwise its method says it. */
    Optional<Boolean> idempotent() {
        var mark = settings.get("idempotent");
        return mark == null ? Optional.empty() : Optional.of(mark.asBoolean());
    }

    Mediation over(Mediation service) {
        return MediationReader.over(service, settings);
    }

    /** What is missing stays, null takes away, groups are changed member by member (RFC 7396). */
    OperationMediation merged(JsonNode change) {
        return new OperationMediation(merge(settings, change));
    }

    private static JsonNode merge(JsonNode now, JsonNode change) {
        if (!change.isObject()) return change;
        ObjectNode merged = now instanceof ObjectNode object
                ? object.deepCopy()
                : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        change.properties().forEach(member -> {
            var name = member.getKey();
            // A reply and a fallback are wholes: members of an old one must not show in a new one.
            boolean whole = name.equals("fallback");
            if (member.getValue().isNull()) merged.remove(name);
            else merged.set(name, whole ? member.getValue() : merge(merged.path(name), member.getValue()));
        });
        return merged;
    }
}

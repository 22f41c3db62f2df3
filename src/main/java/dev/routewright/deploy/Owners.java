package dev.routewright.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;

/** Who set the fields of a resource, as the cluster notes it. Autoscalers write to a part of their own and do not count. */
final class Owners {
    static final Owners NOBODY = new Owners(List.of());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ManagedFieldsEntry> entries;

    private Owners(List<ManagedFieldsEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    static Owners of(GenericKubernetesResource live) {
        var entries = live.getMetadata().getManagedFields();
        return entries == null ? NOBODY : new Owners(entries);
    }

    /** Somebody else than us; empty when there is nobody, or it is not known. */
    String of(List<String> path) {
        return entries.stream()
                .filter(entry -> !Labels.US.equals(entry.getManager()))
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .filter(entry -> holds(JSON.valueToTree(entry.getFieldsV1()), path))
                .map(entry -> String.valueOf(entry.getManager()))
                .findFirst()
                .orElse("");
    }

    private static boolean holds(JsonNode fields, List<String> path) {
        for (var name : path) {
            fields = fields.path("f:" + name);
            if (fields.isMissingNode()) return false;
        }
        return true;
    }
}

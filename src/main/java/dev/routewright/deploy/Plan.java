package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What deploying would do, as the cluster itself has worked it out without writing anything.
 *
 * @param before the integration as it runs now
 * @param leftovers of an older version, which nobody uses any more
 */
public record Plan(
        Bundle bundle,
        boolean force,
        List<Change> applied,
        List<Conflict> conflicts,
        Optional<GenericKubernetesResource> before,
        List<Ref> leftovers) {
    public Plan {
        applied = List.copyOf(applied);
        conflicts = List.copyOf(conflicts);
        leftovers = List.copyOf(leftovers);
    }

    /** Everything it would do, what it would remove last. */
    public List<Change> changes() {
        var removed = leftovers.stream().map(ref -> new Change(ref.toString(), Change.State.REMOVED, List.of()));
        return Stream.concat(applied.stream(), removed).toList();
    }
}

package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An integration as it is in the cluster.
 *
 * @param version empty when somebody has taken the label away
 * @param how it was exported, empty for the usual way
 * @param phase as Camel K calls it, empty when it has not looked
 */
public record Deployed(
        String integration,
        String namespace,
        String version,
        String hash,
        String how,
        String phase,
        boolean ready,
        GenericKubernetesResource resource) {

    private static Deployed of(GenericKubernetesResource resource, String namespace) {
        var status = Status.of(resource);
        var name = Labels.of(resource, Labels.NAME);
        return new Deployed(
                name.isEmpty() ? resource.getMetadata().getName() : name,
                namespace,
                Labels.of(resource, Labels.VERSION),
                Labels.of(resource, Labels.HASH),
                Labels.annotations(resource).getOrDefault(Labels.EXPORT, ""),
                status.phase(),
                status.ready(),
                resource);
    }

    /** What Routewright has deployed in the namespace. */
    public static final class Listing {
        private final Api api;

        Listing(Api api) {
            this.api = api;
        }

        public List<Deployed> all() {
            return api.ours(Kind.INTEGRATION).stream()
                    .map(resource -> Deployed.of(resource, api.namespace()))
                    .sorted(java.util.Comparator.comparing(Deployed::integration))
                    .toList();
        }

        /** One of them, if it is there and is ours. */
        public Optional<Deployed> find(String integration) {
            return api.find(new Ref(Kind.INTEGRATION, integration))
                    .filter(Labels::isOurs)
                    .map(resource -> Deployed.of(resource, api.namespace()));
        }

        /** What in the cluster is not as this version was exported, resource by resource. */
        public List<Change> drift(Bundle stored) {
            var drift = new ArrayList<Change>();
            for (var wanted : stored.resources()) {
                var ref = Ref.to(wanted);
                var live = api.find(ref);
                if (live.isEmpty()) {
                    drift.add(new Change(ref.toString(), Change.State.REMOVED, List.of()));
                    continue;
                }
                var differences = Differences.drift(wanted, live.get());
                if (!differences.isEmpty()) drift.add(new Change(ref.toString(), Change.State.CHANGED, differences));
            }
            return drift;
        }
    }
}

package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All calls to the cluster, each in one namespace. The only place that hears what the client throws: nothing of it
 * reaches a caller but the cluster's own words.
 */
final class Api {
    private final KubernetesClient client;
    private final String namespace;

    Api(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    Optional<GenericKubernetesResource> find(Ref ref) {
        return Optional.ofNullable(asked(
                "get", ref.kind(), () -> all(ref.kind()).withName(ref.name()).get()));
    }

    /** All of the namespace, whoever they are from. */
    List<GenericKubernetesResource> integrations() {
        return asked(
                "list", Kind.INTEGRATION, () -> all(Kind.INTEGRATION).list().getItems());
    }

    /** What carries our label. */
    List<GenericKubernetesResource> ours(Kind kind) {
        return asked(
                "list",
                kind,
                () -> all(kind).withLabel(Labels.MANAGER, Labels.US).list().getItems());
    }

    /** What carries our label and is of one integration; of none when the name is empty. */
    List<GenericKubernetesResource> ours(Kind kind, String integration) {
        return asked("list", kind, () -> all(kind)
                .withLabel(Labels.MANAGER, Labels.US)
                .withLabel(Labels.NAME, integration)
                .list()
                .getItems());
    }

    /**
     * Applies it on the server's side.
     *
     * @param force take fields over that others have set
     * @param dry let the server do everything but write it
     */
    GenericKubernetesResource apply(GenericKubernetesResource wanted, boolean force, boolean dry) {
        var kind = Ref.to(wanted).kind();
        return asked("patch", kind, () -> {
            var one = all(kind).resource(wanted).dryRun(dry).fieldManager(Labels.US);
            return (force ? one.forceConflicts() : one).serverSideApply();
        });
    }

    /** What belongs to it goes first, as far as the cluster knows of it. */
    void delete(Ref ref) {
        asked("delete", ref.kind(), () -> all(ref.kind())
                .withName(ref.name())
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete());
    }

    /** Empty when they may not be read: they only explain. */
    List<Pod> pods(String integration) {
        return quietly(() -> client.pods()
                .inNamespace(namespace)
                .withLabel("camel.apache.org/integration", integration)
                .list()
                .getItems());
    }

    /** Empty when they may not be read: they only explain. */
    List<Event> warnings() {
        return quietly(() -> client.v1()
                        .events()
                        .inNamespace(namespace)
                        .withField("type", "Warning")
                        .list()
                        .getItems())
                .stream()
                .filter(event -> "Warning".equals(event.getType()))
                .toList();
    }

    /**
     * Tells that something has happened to an integration, until it is closed. Everything else comes and goes at once.
     *
     * @return does nothing when it may not be watched: whoever waits looks by himself, too
     */
    AutoCloseable watch(Ref ref, Runnable happened) {
        if (ref.kind() != Kind.INTEGRATION) return () -> {};
        try {
            return all(ref.kind()).withName(ref.name()).watch(new Watcher<>() {
                @Override
                public void eventReceived(Action action, GenericKubernetesResource resource) {
                    happened.run();
                }

                @Override
                public void onClose(WatcherException cause) {
                    happened.run();
                }
            });
        } catch (KubernetesClientException notWatched) {
            return () -> {};
        }
    }

    private static <T> List<T> quietly(Supplier<List<T>> call) {
        try {
            return call.get();
        } catch (KubernetesClientException unseen) {
            return List.of();
        }
    }

    private <T> T asked(String verb, Kind kind, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw new Answer(e, client.getMasterUrl().toString(), namespace).toDoing(verb, kind);
        }
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all(Kind kind) {
        MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                every = client.genericKubernetesResources(kind.context());
        return every.inNamespace(namespace);
    }
}

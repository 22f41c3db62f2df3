package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a resource says of where it is from. */
final class Labels {
    static final String MANAGER = "app.kubernetes.io/managed-by";
    static final String US = "routewright";
    static final String NAME = "app.kubernetes.io/name";
    static final String VERSION = "app.kubernetes.io/version";
    static final String HASH = "routewright.dev/hash";
    /** On the integration: everything it was applied with, so that it is found when it is no longer needed. */
    static final String PARTS = "routewright.dev/parts";

    /** On the integration: how it was exported, so that it can be exported like that again and compared. */
    static final String EXPORT = "routewright.dev/export";

    private Labels() {}

    static Map<String, String> of(GenericKubernetesResource resource) {
        var labels = resource.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    static String of(GenericKubernetesResource resource, String label) {
        return of(resource).getOrDefault(label, "");
    }

    static boolean isOurs(GenericKubernetesResource resource) {
        return of(resource, MANAGER).equals(US);
    }

    static void put(GenericKubernetesResource resource, Map<String, String> more) {
        var all = new TreeMap<>(of(resource));
        all.putAll(more);
        resource.getMetadata().setLabels(all);
    }

    static void putParts(GenericKubernetesResource integration, Collection<Ref> parts) {
        annotate(integration, PARTS, parts.stream().sorted().map(Ref::toString).collect(Collectors.joining(",")));
    }

    static void annotate(GenericKubernetesResource resource, String name, String text) {
        var all = new TreeMap<>(annotations(resource));
        all.put(name, text);
        resource.getMetadata().setAnnotations(all);
    }

    static Map<String, String> annotations(GenericKubernetesResource resource) {
        var annotations = resource.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    static Set<Ref> parts(GenericKubernetesResource integration) {
        var parts = new TreeSet<Ref>();
        Arrays.stream(annotations(integration).getOrDefault(PARTS, "").split(","))
                .forEach(part -> Ref.read(part).ifPresent(parts::add));
        return parts;
    }
}

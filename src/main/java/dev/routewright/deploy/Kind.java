package dev.routewright.deploy;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.Optional;

/** What is written to a cluster, in the order in which it is applied: what one needs is there before it. */
enum Kind {
    CONFIG_MAP("", "v1", "ConfigMap", "configmaps"),
    KAMELET("camel.apache.org", "v1", "Kamelet", "kamelets"),
    INTEGRATION("camel.apache.org", "v1", "Integration", "integrations"),
    /** How an integration is scaled by what waits for it, where KEDA does that. */
    SCALED_OBJECT("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects");

    private final String group;
    private final String version;
    private final String word;
    private final String plural;

    Kind(String group, String version, String word, String plural) {
        this.group = group;
        this.version = version;
        this.word = word;
        this.plural = plural;
    }

    static Optional<Kind> of(String apiVersion, String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.apiVersion().equals(apiVersion) && kind.word.equals(word))
                .findFirst();
    }

    static Optional<Kind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String group() {
        return group;
    }

    String plural() {
        return plural;
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(word)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    @Override
    public String toString() {
        return word;
    }
}

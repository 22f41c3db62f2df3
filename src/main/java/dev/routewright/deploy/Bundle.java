package dev.routewright.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All resources one version of an integration consists of, labelled and in the order in which they are applied.
 *
 * @param hash by which one version of a name is known from another, also where numbers begin again
 */
public record Bundle(String integration, int version, String hash, List<GenericKubernetesResource> resources) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String NAME = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?";
    private static final String LABEL = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

    public Bundle {
        resources = List.copyOf(resources);
    }

    /**
     * Reads documents of Kubernetes, as an export writes them.
     *
     * @throws IllegalArgumentException with a sentence when they hold anything but one Integration with its Kamelets and
     *     ConfigMaps
     */
    public static Bundle read(String integration, int version, String yaml) {
        return read(integration, version, "", yaml);
    }

    /** @param how it was exported, noted with it */
    public static Bundle read(String integration, int version, String how, String yaml) {
        var resources = documents(yaml)
                .map(Bundle::resource)
                .sorted(Comparator.comparing(Ref::to))
                .toList();
        var seen = new HashSet<Ref>();
        for (var resource : resources)
            if (!seen.add(Ref.to(resource))) throw unusable("it holds %s twice".formatted(Ref.to(resource)));
        var roots = resources.stream()
                .filter(one -> Ref.to(one).kind() == Kind.INTEGRATION)
                .toList();
        if (roots.size() != 1) throw unusable("it holds %d Integrations instead of one".formatted(roots.size()));
        var given = Labels.of(roots.get(0), Labels.HASH);
        var hash = given.matches(LABEL) ? given : hash(yaml);
        var labels = Map.of(
                Labels.MANAGER,
                Labels.US,
                Labels.NAME,
                integration,
                Labels.VERSION,
                Integer.toString(version),
                Labels.HASH,
                hash);
        // A Kamelet may belong to several integrations, so it does not name one.
        for (var resource : resources)
            Labels.put(resource, Ref.to(resource).kind() == Kind.KAMELET ? Map.of(Labels.MANAGER, Labels.US) : labels);
        if (!how.isEmpty()) Labels.annotate(roots.get(0), Labels.EXPORT, how);
        return new Bundle(integration, version, hash, resources);
    }

    private static Stream<JsonNode> documents(String yaml) {
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            var all = new ArrayList<JsonNode>();
            while (values.hasNextValue()) all.add(values.nextValue());
            return all.stream().filter(node -> node != null && !node.isNull() && !node.isMissingNode());
        } catch (IOException e) {
            throw unusable("it is not YAML");
        }
    }

    private static GenericKubernetesResource resource(JsonNode document) {
        var apiVersion = document.path("apiVersion").asText();
        var word = document.path("kind").asText();
        var kind = Kind.of(apiVersion, word)
                .orElseThrow(() -> unusable(
                        "it holds a %s of %s, which is none of ConfigMap, Kamelet, Integration and ScaledObject"
                                .formatted(
                                        word.isEmpty() ? "document" : word,
                                        apiVersion.isEmpty() ? "no kind" : apiVersion)));
        var name = document.path("metadata").path("name").asText();
        if (!name.matches(NAME))
            throw unusable("a %s has the name “%s”, which Kubernetes does not take".formatted(kind, name));
        if (document.path("metadata").has("namespace"))
            throw unusable("%s/%s names a namespace of its own".formatted(kind, name));
        try {
            var resource = JSON.treeToValue(document, GenericKubernetesResource.class);
            var meta = new ObjectMeta();
            meta.setName(name);
            meta.setLabels(resource.getMetadata().getLabels());
            meta.setAnnotations(resource.getMetadata().getAnnotations());
            resource.setMetadata(meta);
            resource.getAdditionalProperties().remove("status");
            return resource;
        } catch (JsonProcessingException e) {
            throw unusable("%s/%s is not a resource of Kubernetes".formatted(kind, name));
        }
    }

    GenericKubernetesResource root() {
        return resources.stream()
                .filter(one -> Ref.to(one).kind() == Kind.INTEGRATION)
                .findFirst()
                .orElseThrow();
    }

    List<Ref> refs() {
        return resources.stream().map(Ref::to).toList();
    }

    /** What would be applied, for whoever cannot ask a cluster. */
    public List<String> names() {
        return refs().stream().map(Ref::toString).toList();
    }

    private static String hash(String yaml) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    private static IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException(
                "The export cannot be deployed: %s. Nothing was changed. Export it again with the server of the same version."
                        .formatted(why));
    }
}

package dev.routewright.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what two states of a resource say of what it shall be; its status and what a cluster notes about it are not
 * looked at.
 */
final class Differences {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .disable(YAMLGenerator.Feature.SPLIT_LINES));
    private static final Set<String> NOT_COMPARED = Set.of("apiVersion", "kind", "metadata", "status");

    private final Owners owners;
    private final boolean all;
    private final List<Difference> found = new ArrayList<>();

    private Differences(Owners owners, boolean all) {
        this.owners = owners;
        this.all = all;
    }

    /** Everything that changes from one to the other. */
    static List<Difference> between(GenericKubernetesResource before, GenericKubernetesResource after) {
        return new Differences(Owners.NOBODY, true).compared(before, after);
    }

    /**
     * What is in the cluster and is not what was applied. What was not applied at all counts only when somebody else set
     * it: a cluster fills in much by itself.
     */
    static List<Difference> drift(GenericKubernetesResource applied, GenericKubernetesResource live) {
        var differences = new Differences(Owners.of(live), false);
        differences.marks("labels", Labels.of(applied), Labels.of(live));
        differences.marks("annotations", Labels.annotations(applied), Labels.annotations(live));
        return differences.compared(applied, live);
    }

    /** Camel K reads settings from annotations; which parts there are is for us alone. */
    private void marks(String name, Map<String, String> applied, Map<String, String> live) {
        new TreeMap<>(applied).forEach((key, text) -> {
            var now = live.getOrDefault(key, "");
            if (!now.equals(text) && !key.equals(Labels.PARTS))
                found.add(new Difference(
                        "metadata.%s.%s".formatted(name, key), text, now, owners.of(List.of("metadata", name, key))));
        });
    }

    private List<Difference> compared(GenericKubernetesResource before, GenericKubernetesResource after) {
        JsonNode old = JSON.valueToTree(before);
        JsonNode now = JSON.valueToTree(after);
        var names = names(old, now);
        names.removeAll(NOT_COMPARED);
        names.forEach(name -> compare(List.of(name), old.path(name), now.path(name)));
        return found;
    }

    private static Set<String> names(JsonNode one, JsonNode other) {
        var names = new TreeSet<String>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void compare(List<String> path, JsonNode old, JsonNode now) {
        if (same(old, now)) return;
        if (!all && nothing(old) && !now.isObject() && owners.of(path).isEmpty()) return;
        if (now.isObject() && (old.isObject() || nothing(old)) || old.isObject() && nothing(now) && !all) {
            names(old, now).forEach(name -> {
                var inner = new ArrayList<>(path);
                inner.add(name);
                compare(inner, old.path(name), now.path(name));
            });
            return;
        }
        found.add(new Difference(String.join(".", path), text(old), text(now), owners.of(path)));
    }

    private static boolean nothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (nothing(one) && nothing(other)) return true;
        return one.equals(
                (a, b) -> a.isNumber() && b.isNumber()
                        ? a.decimalValue().compareTo(b.decimalValue())
                        : a.equals(b) ? 0 : 1,
                other);
    }

    private static String text(JsonNode node) {
        if (nothing(node)) return "";
        if (node.isTextual() && node.asText().indexOf('\n') >= 0)
            return node.asText().strip();
        try {
            return YAML.writeValueAsString(node).strip();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always YAML.", e);
        }
    }
}

package dev.routewright.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which integrations of a namespace use what, beside one of them. Those that others brought count too, so they are known
 * by what their routes say and not only by what we noted.
 */
final class Users {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEP = "kamelet";

    private final List<GenericKubernetesResource> integrations;

    Users(List<GenericKubernetesResource> all, String without) {
        integrations = all.stream()
                .filter(one -> !one.getMetadata().getName().equals(without))
                .toList();
    }

    Set<String> of(Ref ref) {
        var users = new TreeSet<String>();
        for (var one : integrations)
            if (Labels.parts(one).contains(ref) || says(one, ref))
                users.add(one.getMetadata().getName());
        return users;
    }

    private static boolean says(GenericKubernetesResource integration, Ref ref) {
        JsonNode whole = JSON.valueToTree(integration);
        var word = ref.kind() == Kind.KAMELET ? STEP : "configmap";
        var address = Pattern.compile(word + ":" + Pattern.quote(ref.name()) + "(?![-a-zA-Z0-9_.])");
        return address.matcher(whole.path("spec").toString()).find()
                || ref.kind() == Kind.KAMELET && hasStep(whole.path("spec"), ref.name());
    }

    /** A step {@code kamelet} names it without its scheme, and may have an identifier or parameters behind it. */
    private static boolean hasStep(JsonNode node, String kamelet) {
        for (var step : node.findValues(STEP)) {
            var name = step.isTextual() ? step.asText() : step.path("name").asText();
            if (name.replaceFirst("[/?].*", "").equals(kamelet) || hasStep(step, kamelet)) return true;
        }
        return false;
    }
}

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
        var word = ref.kind() == Kind.KAMELET ? "kamelet" : "configmap";
        JsonNode whole = JSON.valueToTree(integration);
        var spec = whole.path("spec").toString();
        return Pattern.compile(word + ":" + Pattern.quote(ref.name()) + "(?![-a-zA-Z0-9_.])")
                .matcher(spec)
                .find();
    }
}

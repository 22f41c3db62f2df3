package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a cluster could be deployed to. Changes nothing in it. */
public final class Checkup {
    private static final Map<String, List<String>> RIGHTS = rights();

    private final KubernetesClient client;
    private final String namespace;

    Checkup(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * @param version of Kubernetes
     * @param camelK the version its operator says it has, empty when it is there and does not say
     * @param missing rights that are missing, such as {@code patch kamelets.camel.apache.org}
     */
    public record Found(String version, String camelK, boolean hasCamelK, List<String> missing) {}

    /** @throws ClusterTrouble when it does not answer, or not to this person */
    public Found look() {
        try {
            var version = String.valueOf(client.getKubernetesVersion().getGitVersion());
            var kinds = camelKinds();
            var hasCamelK = kinds.containsAll(Set.of("integrations", "kamelets"));
            return new Found(version, hasCamelK ? operator() : "", hasCamelK, missing(hasCamelK));
        } catch (KubernetesClientException e) {
            var trouble =
                    new Answer(e, client.getMasterUrl().toString(), namespace).toDoing("look at", Kind.CONFIG_MAP);
            throw trouble;
        }
    }

    private Set<String> camelKinds() {
        var kinds = client.getApiResources(Kind.INTEGRATION.apiVersion());
        return kinds == null
                ? Set.of()
                : kinds.getResources().stream()
                        .map(APIResource::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of the platform in the namespace; where it is elsewhere it may not be ours to see. */
    private String operator() {
        try {
            return client
                    .genericKubernetesResources(Kind.INTEGRATION.apiVersion(), "IntegrationPlatform")
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .stream()
                    .map(one -> one.<Object>get("status", "version"))
                    .map(version -> version == null ? "" : version.toString())
                    .filter(version -> !version.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (KubernetesClientException unseen) {
            return "";
        }
    }

    private List<String> missing(boolean hasCamelK) {
        return RIGHTS.entrySet().stream()
                .filter(right -> hasCamelK || !right.getKey().endsWith(Kind.INTEGRATION.group()))
                .flatMap(right -> right.getValue().stream()
                        .filter(verb -> !allowed(verb, right.getKey()))
                        .map(verb -> verb + " " + right.getKey()))
                .toList();
    }

    private boolean allowed(String verb, String what) {
        int dot = what.indexOf('.');
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb(verb)
                .withResource(dot < 0 ? what : what.substring(0, dot))
                .withGroup(dot < 0 ? "" : what.substring(dot + 1))
                .endResourceAttributes()
                .endSpec()
                .build();
        var answer = client.authorization().v1().selfSubjectAccessReview().create(review);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }

    private static Map<String, List<String>> rights() {
        var rights = new LinkedHashMap<String, List<String>>();
        rights.put("integrations.camel.apache.org", List.of("get", "list", "watch", "create", "patch", "delete"));
        rights.put("kamelets.camel.apache.org", List.of("get", "create", "patch", "delete"));
        rights.put("configmaps", List.of("get", "list", "create", "patch", "delete"));
        rights.put("pods", List.of("list"));
        rights.put("events", List.of("list"));
        return rights;
    }
}

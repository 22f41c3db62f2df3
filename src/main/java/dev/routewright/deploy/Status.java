package dev.routewright.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Camel K says of an Integration. */
record Status(long generation, JsonNode tree) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Status of(GenericKubernetesResource integration) {
        var generation = integration.getMetadata().getGeneration();
        JsonNode whole = JSON.valueToTree(integration);
        return new Status(generation == null ? 0 : generation, whole.path("status"));
    }

    /** Camel K writes the first letter large; nothing means that it has not looked. */
    String phase() {
        return tree.path("phase").asText("");
    }

    boolean ready() {
        return condition("Ready").path("status").asText().equals("True");
    }

    boolean runs() {
        return phase().equals("Running") && ready();
    }

    boolean hasFailed() {
        return phase().equals("Error");
    }

    int replicas() {
        return tree.path("replicas").asInt();
    }

    /**
     * Whether it is about what is there now and not about what was there before. Where Camel K does not say which
     * generation it has seen, its digest tells.
     *
     * @param before the status at the time it was applied
     */
    boolean isOf(Optional<Status> before) {
        if (phase().isEmpty()) return false;
        var seen = tree.path("observedGeneration").asLong();
        if (seen > 0) return seen >= generation;
        return before.isEmpty()
                || before.get().generation == generation
                || before.get().phase().isEmpty()
                || !before.get().phase().equals(phase())
                || !before.get().tree.path("digest").equals(tree.path("digest"));
    }

    /** {@code Running, not ready: …}. */
    String words() {
        var why = why();
        var ready = phase().equals("Running") ? "Running, not ready" : phase();
        return why.isEmpty() ? ready : ready + ": " + why;
    }

    Cause cause() {
        var why = why();
        var what = hasFailed() ? "Camel K could not run it" : "Camel K is at “%s”".formatted(phase());
        var remedy = phase().startsWith("Waiting")
                ? "Make an IntegrationPlatform with a registry, see the Camel K installation guide"
                : "kubectl describe integration shows all of it";
        return new Cause(why.isEmpty() ? what : what + ": " + why, remedy);
    }

    /** What the conditions complain of; Ready last, because it only sums up. */
    private String why() {
        return StreamSupport.stream(tree.path("conditions").spliterator(), false)
                .filter(one -> one.path("status").asText().equals("False"))
                .filter(one -> !one.path("message").asText("").isBlank())
                .filter(one -> complains(one.path("type").asText()))
                .map(one -> Answer.oneLine(one.path("message").asText()))
                .distinct()
                .limit(3)
                .collect(Collectors.joining("; "));
    }

    /** The others say which of several ways it is run. */
    private static boolean complains(String type) {
        return switch (type) {
            case "Ready", "IntegrationKitAvailable", "IntegrationPlatformAvailable", "KameletsAvailable" -> true;
            default -> false;
        };
    }

    private JsonNode condition(String type) {
        return StreamSupport.stream(tree.path("conditions").spliterator(), false)
                .filter(one -> one.path("type").asText().equals(type))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}

package dev.routewright.export;

import static dev.routewright.export.Mapping.map;

import dev.routewright.camel.Setting;
import dev.routewright.integration.Declined;
import dev.routewright.route.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A ScaledObject of KEDA: as many pods as what waits in the topics asks for. Written out rather than left to a trait, whose
 * place among the others differs from version to version of Camel K.
 */
final class Scaling {
    private static final int MOST = 10;
    private static final String WAITING = "50";

    private final Departure departure;
    private final List<Object> flows;

    Scaling(Departure departure, List<Object> flows) {
        this.departure = departure;
        this.flows = flows;
        if (!departure.hasEntry("kafka"))
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    ("%s cannot be scaled by what waits in its topics: it reads none. Nothing was exported. Export it without "
                                    + "--keda.")
                            .formatted(departure.name()));
    }

    Map<String, Object> resource(Map<String, Object> labels) {
        var triggers = new ArrayList<Object>();
        for (var entry : departure.entries()) if (entry.kind().equals("kafka")) triggers.add(trigger(entry));
        return map("apiVersion", "keda.sh/v1alpha1")
                .and("kind", "ScaledObject")
                .and("metadata", map("name", departure.name()).and("labels", labels))
                .and(
                        "spec",
                        map(
                                        "scaleTargetRef",
                                        map("apiVersion", "camel.apache.org/v1")
                                                .and("kind", "Integration")
                                                .and("name", departure.name()))
                                .and("minReplicaCount", 1L)
                                .and("maxReplicaCount", (long) MOST)
                                .and("triggers", triggers));
    }

    private Map<String, Object> trigger(Grant.Entry entry) {
        return map("type", "kafka")
                .and(
                        "metadata",
                        map("bootstrapServers", brokers())
                                .and("topic", entry.address())
                                .and("consumerGroup", group(entry.address()))
                                .and("lagThreshold", WAITING));
    }

    private String brokers() {
        return departure.given(Setting.KAFKA_BROKERS.property()).orElse(Properties.BROKERS);
    }

    /** What the route says, or what the runtime would have given it. */
    private String group(String topic) {
        return Flows.mappings(flows)
                .filter(mapping -> mapping.get("uri") instanceof String uri
                        && (uri.equals("kafka:" + topic) || uri.startsWith("kafka:" + topic + "?")))
                .map(mapping -> mapping.get("parameters"))
                .filter(Map.class::isInstance)
                .map(parameters -> ((Map<?, ?>) parameters).get("groupId"))
                .filter(java.util.Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse("routewright." + departure.name());
    }
}

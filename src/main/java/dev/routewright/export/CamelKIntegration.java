package dev.routewright.export;

import static dev.routewright.export.Mapping.map;

import dev.routewright.integration.Declined;
import dev.routewright.integration.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The resource {@code Integration} of Camel K. */
final class CamelKIntegration {
    /** Where what has to outlive a message is kept, unless a database is named. */
    static final String DATA = "/var/lib/routewright";
    /** The Camel Quarkus that carries the Camel this version was rehearsed with. */
    static final String RUNTIME = "3.33.0";

    private final Departure departure;
    private final List<Object> flows;

    CamelKIntegration(Departure departure, List<Object> flows) {
        this.departure = departure;
        this.flows = flows;
        if (departure.options().knative() && !departure.hasEntry("http"))
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    ("%s cannot be a Knative service: nobody calls it over HTTP. Nothing was exported. Export it without "
                                    + "--knative.")
                            .formatted(departure.name()));
    }

    Map<String, Object> resource(Map<String, Object> labels) {
        var spec = map("flows", flows).and("dependencies", List.copyOf(dependencies()));
        departure.options().repository().ifPresent(uri -> spec.and("repositories", List.of(uri.toString())));
        spec.and("traits", traits());
        return map("apiVersion", "camel.apache.org/v1")
                .and("kind", "Integration")
                .and(
                        "metadata",
                        map("name", departure.name())
                                .and("labels", labels)
                                // A trait of Camel K from 2.6 on, which the schemas before do not have among the
                                // others.
                                .and(
                                        "annotations",
                                        map("trait.camel.apache.org/camel.runtimeProvider", "plain-quarkus")))
                .and("spec", spec);
    }

    private TreeSet<String> dependencies() {
        var all = new TreeSet<String>();
        all.add(departure.library().dependency());
        all.add("camel:kamelet");
        all.add("camel:microprofile-health");
        all.add("camel:micrometer");
        departure.manifest().grant().components().forEach(scheme -> CamelArtifacts.component(scheme)
                .ifPresent(all::add));
        departure.manifest().grant().languages().forEach(name -> CamelArtifacts.language(name)
                .ifPresent(all::add));
        departure.manifest().grant().dataFormats().forEach(name -> CamelArtifacts.dataFormat(name)
                .ifPresent(all::add));
        return all;
    }

    private Map<String, Object> traits() {
        var traits = map("camel", map("runtimeVersion", RUNTIME)).and("container", container());
        // Camel K starts nothing again because of a ConfigMap alone.
        var given = departure.options().given().kept();
        if (!given.values().isEmpty())
            traits.and(
                    "environment",
                    map(
                            "vars",
                            List.of("ROUTEWRIGHT_SET="
                                    + Fingerprint.of(given.query()).substring(0, 12))));
        traits.and(
                "health",
                map("enabled", true)
                        .and("livenessProbeEnabled", true)
                        .and("readinessProbeEnabled", true)
                        .and("startupProbeEnabled", true));
        traits.and("knative-service", knative());
        traits.and("mount", mount());
        // Whoever has the Prometheus operator has it make the PodMonitor by setting podMonitor.
        traits.and("prometheus", map("enabled", true).and("podMonitor", false));
        if (departure.hasEntry("http") && !departure.options().knative()) traits.and("service", map("enabled", true));
        return traits;
    }

    private static Map<String, Object> container() {
        return map("requestCPU", "250m")
                .and("requestMemory", "512Mi")
                .and("limitCPU", "1")
                .and("limitMemory", "1Gi")
                .and("runAsNonRoot", true)
                .and("runAsUser", 1000L)
                .and("allowPrivilegeEscalation", false)
                .and("capabilitiesDrop", List.of("ALL"))
                .and("seccompProfileType", "RuntimeDefault");
    }

    /** Said either way: what is in a cluster must not depend on what else is installed there. */
    private Map<String, Object> knative() {
        if (!departure.options().knative()) return map("enabled", false);
        return map("enabled", true).and("auto", false).and("minScale", 1L).and("maxScale", 10L);
    }

    private Map<String, Object> mount() {
        var configs = new ArrayList<String>();
        configs.add("configmap:" + CamelK.propertiesName(departure));
        if (!new Credentials(departure.manifest().services()).isEmpty())
            configs.add("secret:" + Credentials.secret(departure.name()));
        return map("configs", configs)
                .and("resources", List.of("configmap:" + CamelK.manifestName(departure)))
                .and("emptyDirs", List.of("data:" + DATA));
    }
}

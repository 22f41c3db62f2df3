package dev.routewright.export;

import static dev.routewright.export.Mapping.map;

import dev.routewright.camel.Setting;
import dev.routewright.integration.Declined;
import dev.routewright.knowledge.PlainYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An integration as resources of a cluster with Camel K, in the order in which they are needed. */
final class CamelK {
    private static final int LARGEST_CONFIG_MAP = 1000 * 1024;

    private final Departure departure;
    private final ClusterNames names;
    private final List<Object> flows;

    private CamelK(Departure departure) {
        this.departure = departure;
        this.names = new ClusterNames(departure.name(), departure.kamelets().keySet());
        this.flows = new Flows(names).of(departure.route());
    }

    static Export export(Departure departure) {
        var files = new TreeMap<String, byte[]>();
        files.put(file(departure), yaml(departure).getBytes(StandardCharsets.UTF_8));
        files.put("README.md", Texts.of("camel-k/README.md", new Words(departure).all()));
        departure.library().files().forEach((path, bytes) -> files.put("repository/" + path, bytes));
        return Export.of(files);
    }

    /** The one file that is applied. */
    static String file(Departure departure) {
        return departure.name() + ".yaml";
    }

    static String yaml(Departure departure) {
        return new CamelK(departure).documents();
    }

    private String documents() {
        var documents = new ArrayList<Map<String, Object>>();
        documents.add(properties());
        documents.add(manifest());
        departure.kamelets().forEach((name, yaml) -> documents.add(kamelet(name, yaml)));
        documents.add(new CamelKIntegration(departure, flows).resource(labels()));
        if (departure.options().keda()) documents.add(new Scaling(departure, flows).resource(labels()));
        var secret = new Credentials(departure.manifest().services()).comment(departure.name());
        return documents.stream().map(PlainYaml::of).collect(Collectors.joining("---\n", secret, ""));
    }

    private Map<String, Object> labels() {
        return map("app.kubernetes.io/managed-by", "routewright")
                .and("app.kubernetes.io/name", departure.name())
                .and(
                        "app.kubernetes.io/version",
                        Integer.toString(departure.manifest().version()))
                .and("routewright.dev/hash", departure.manifest().hash());
    }

    static String propertiesName(Departure departure) {
        return ClusterNames.part(departure.name(), "properties");
    }

    static String manifestName(Departure departure) {
        return ClusterNames.part(departure.name(), "manifest");
    }

    private Map<String, Object> properties() {
        var text = Texts.text(
                "camel-k/application.properties",
                Map.of(
                        "manifest",
                        "%s=file:/etc/camel/resources.d/_configmaps/%s/integration.json"
                                .formatted(Setting.MANIFEST.property(), manifestName(departure)),
                        "data",
                        Properties.assigned(
                                Setting.DATA_DIR.property(),
                                departure.given(Setting.DATA_DIR.property()).orElse(CamelKIntegration.DATA)),
                        "settings",
                        new Properties(departure).lines(Setting.MANIFEST, Setting.DATA_DIR)));
        return configMap(propertiesName(departure), departure.name() + ".properties", text);
    }

    private Map<String, Object> manifest() {
        var bytes = departure.manifest().bytes();
        if (bytes.length > LARGEST_CONFIG_MAP)
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    ("%s cannot be exported for camel-k: the documents of its services are larger than a cluster keeps in one "
                                    + "ConfigMap (1 MiB). Nothing was exported. Leave out of them what nobody calls, or export "
                                    + "it for camel-main or spring-boot.")
                            .formatted(departure.name()));
        return configMap(manifestName(departure), "integration.json", new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Without the types of what goes in and out: a cluster's schema of them has no members within members and refuses the
     * Kamelet for those. The description says the same in words.
     */
    private static Object spec(@Nullable Object spec) {
        var kept = new Mapping();
        if (spec instanceof Map<?, ?> all)
            all.forEach((key, value) -> {
                if (!key.equals("dataTypes")) kept.and(key.toString(), value);
            });
        return kept;
    }

    private Map<String, Object> configMap(String name, String file, String content) {
        return map("apiVersion", "v1")
                .and("kind", "ConfigMap")
                .and("metadata", map("name", name).and("labels", labels()))
                // Without the last line's end it is written as lines, which people can read and change.
                .and("data", map(file, content.stripTrailing()));
    }

    /** A Kamelet may belong to several integrations, so that it does not name one. */
    private Map<String, Object> kamelet(String name, String yaml) {
        var read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        if (!(read instanceof Map<?, ?> resource) || !(resource.get("metadata") instanceof Map<?, ?> metadata))
            throw new IllegalStateException("The Kamelet %s is no Kamelet.".formatted(name));
        var labels = new Mapping();
        if (metadata.get("labels") instanceof Map<?, ?> own)
            own.forEach((key, value) -> labels.and(key.toString(), value));
        labels.and("app.kubernetes.io/managed-by", "routewright");
        return map("apiVersion", "camel.apache.org/v1")
                .and("kind", "Kamelet")
                .and("metadata", map("name", names.of(name)).and("labels", labels))
                .and("spec", spec(resource.get("spec")));
    }
}

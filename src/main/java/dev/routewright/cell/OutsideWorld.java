package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.inspection.Permitted;
import dev.routewright.services.BareClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Component;
import org.apache.hc.client5.http.DnsResolver;

/** The components by which live cells reach files, topics and hosts: ours, set up by configuration and never by a route. */
class OutsideWorld implements AutoCloseable {
    private static final Set<String> HTTP = Set.of("http", "https");

    private final Settings settings;
    private final Permitted permitted;
    private final BareClient http;
    private final Partitions partitions;
    private final FilesInProgress filesInProgress = new FilesInProgress();
    private final FolderClaims claims = new FolderClaims();

    /** @param lookup finds the addresses of the hosts raw HTTP goes to */
    OutsideWorld(Settings settings, Permitted permitted, DnsResolver lookup) {
        this.settings = settings;
        this.permitted = permitted;
        this.partitions = new Partitions(settings.kafkaBrokers().orElse(""));
        this.http = Egress.client(lookup, permitted.networks());
    }

    Map<String, Component> components(Version version) throws CellFailed {
        var components = new HashMap<String, Component>();
        var grant = version.grant();
        if (grant.components().contains("file")) {
            var folders = new HashSet<>(grant.foldersRead());
            folders.addAll(grant.foldersWritten());
            components.put("file", new FilesComponent(settings.files(), folders, filesInProgress, claims));
        }
        if (grant.components().contains("kafka")) {
            var brokers = settings.kafkaBrokers()
                    .orElseThrow(() -> new CellFailed(
                            ("[%s v%d] The version uses Kafka and no broker is known. Nothing has changed; set "
                                            + "routewright.kafka.brokers and load it again.")
                                    .formatted(version.integration(), version.number()),
                            null));
            components.put(
                    "kafka",
                    new TopicsComponent(
                            brokers,
                            partitions,
                            version.integration(),
                            grant,
                            settings.kafkaConsumers(),
                            settings.budget()));
        }
        for (var scheme : HTTP)
            if (grant.components().contains(scheme))
                components.put(scheme, new OutgoingHttp(scheme, grant, permitted, http));
        return components;
    }

    @Override
    public void close() {
        http.close();
    }
}

package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.cell.CellRuntime.Version;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.component.http.HttpComponent;

/** The components by which live cells reach files and topics: ours, set up by configuration and never by a route. */
class OutsideWorld {
    private final Settings settings;
    private final FilesInProgress filesInProgress = new FilesInProgress();

    OutsideWorld(Settings settings) {
        this.settings = settings;
    }

    Map<String, Component> components(Version version) throws CellFailed {
        var components = new HashMap<String, Component>();
        var grant = version.grant();
        if (grant.components().contains("file")) {
            var folders = new HashSet<>(grant.foldersRead());
            folders.addAll(grant.foldersWritten());
            components.put("file", new FilesComponent(settings.files(), folders, filesInProgress));
        }
        if (grant.components().contains("kafka")) {
            var brokers = settings.kafkaBrokers()
                    .orElseThrow(() -> new CellFailed(
                            ("[%s v%d] The version uses Kafka and no broker is known. Nothing has changed; set "
                                            + "routewright.kafka.brokers and load it again.")
                                    .formatted(version.integration(), version.number()),
                            null));
            components.put("kafka", new TopicsComponent(brokers, version.integration()));
        }
        for (var scheme : new String[] {"http", "https"})
            if (grant.components().contains(scheme)) components.put(scheme, new HttpComponent());
        return components;
    }
}

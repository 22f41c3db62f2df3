package dev.routewright.export;

import dev.routewright.camel.Setting;
import dev.routewright.knowledge.ComponentCatalog;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootVersion;

/** The words that are put into the texts of an export: names that were checked, and text in which nothing can end it. */
final class Words {
    private final Departure departure;

    Words(Departure departure) {
        this.departure = departure;
    }

    Map<String, String> all() {
        var words = new TreeMap<String, String>();
        var camel = ComponentCatalog.shared().version();
        words.put("name", departure.name());
        words.put("properties", CamelK.propertiesName(departure));
        words.put("version", Integer.toString(departure.manifest().version()));
        words.put("hash", departure.manifest().hash());
        words.put("library", departure.library().version());
        words.put("settings", new Properties(departure).lines(Setting.MANIFEST));
        words.put("to-set", toSet());
        words.put("to-set-indented", toSet().indent(3).stripTrailing());
        words.put("camel", camel);
        words.put("apart", apart(camel));
        words.put("spring-boot", SpringBootVersion.getVersion());
        words.put("entries", entries());
        words.put("runtime", CamelKIntegration.RUNTIME);
        return words;
    }

    private String apart(String camel) {
        var managed = new StringBuilder();
        departure
                .library()
                .apart(camel)
                .forEach((artifact, version) -> managed.append("""
                            <dependency>
                                <groupId>org.apache.camel</groupId>
                                <artifactId>%s</artifactId>
                                <version>%s</version>
                            </dependency>
                """.formatted(artifact, version)));
        return managed.toString().stripTrailing();
    }

    private String toSet() {
        var lines = new java.util.ArrayList<String>();
        for (var service : departure.services())
            lines.add("| `%s` | where %s runs, with commas between |"
                    .formatted(Setting.instances(service.name()), service.name()));
        for (var property : new Credentials(departure.manifest().services()).properties())
            lines.add("| `%s` | what is shown to the service, if it wants to see it; from the environment only |"
                    .formatted(property));
        if (departure.usesTopics())
            lines.add("| `%s` | %s |".formatted(Setting.KAFKA_BROKERS.property(), Setting.KAFKA_BROKERS.meaning()));
        lines.add("| `%s` | %s |".formatted(Setting.DATA_DIR.property(), Setting.DATA_DIR.meaning()));
        lines.add("| `%s` | %s |".formatted(Setting.STORE_URL.property(), Setting.STORE_URL.meaning()));
        return String.join("\n", lines);
    }

    /** Addresses are text of strangers: only such as need no escaping are shown. */
    private String entries() {
        return departure.entries().stream()
                .map(entry -> "- " + entry.kind() + " "
                        + (entry.method() + " " + entry.address()).strip().replaceAll("[^A-Za-z0-9/{}._*?, -]", "·"))
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}

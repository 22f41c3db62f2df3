package dev.routewright.export;

import dev.routewright.camel.Setting;
import dev.routewright.knowledge.ComponentCatalog;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootVersion;

/** The words that are put into the texts of an export: names that were checked, and text in which nothing can end it. */
final class Words {
    private static final Set<String> SHOWN = Set.of(Setting.DATA_DIR.property(), Setting.STORE_URL.property());

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
        words.put("call", call());
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

    /** Rows of a table: what has to be set first. */
    private String toSet() {
        var lines = new java.util.ArrayList<String>();
        var known = departure.settables().all();
        for (var one : known) if (one.mandatory()) lines.add(row(one, "has to be set"));
        for (var one : known)
            if (!one.mandatory() && (SHOWN.contains(one.name()) || one.name().endsWith(".instances")))
                lines.add(row(one, "may be set"));
        for (var property : new Credentials(departure.manifest().services()).properties())
            lines.add("| `%s` | what is shown to the service, if it wants to see it; never in a file | %s |"
                    .formatted(property, "may be set"));
        return String.join("\n", lines);
    }

    private static String row(Settable one, String must) {
        return "| `%s` | %s | %s |".formatted(one.name(), one.says(), must);
    }

    /** How somebody calls it, as a line of a shell; only an address that means nothing to a shell is shown. */
    private String call() {
        return departure.entries().stream()
                .filter(entry -> entry.kind().equals("http"))
                .filter(entry -> entry.address().matches("/[A-Za-z0-9/._{}-]*"))
                .findFirst()
                .map(entry -> entry.method().equals("GET")
                        ? "curl -i 'http://127.0.0.1:8080%s'".formatted(entry.address())
                        : "curl -i -X %s -H 'Content-Type: application/json' -d '{}' 'http://127.0.0.1:8080%s'   # your message for {}"
                                .formatted(entry.method().matches("[A-Z]+") ? entry.method() : "POST", entry.address()))
                .orElse("# nobody calls it over HTTP");
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

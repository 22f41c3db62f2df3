package dev.routewright.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The configuration reference as Markdown, from the metadata that is made of the property records. */
final class ConfigurationReference {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String HEAD = """
            # Configuration

            Written from the property records of the code by `./mvnw -pl src -am test -Dtest=ConfigurationReferenceTest \
            -Dsurefire.failIfNoSpecifiedTests=false -Dregenerate=true`; a test holds it to them. Do not edit it.

            Set a property in `application.yaml` in the directory Routewright is started in (or in `config/` below it), \
            with `./routewright serve --NAME=VALUE`, or in the environment: `routewright.ingress.port` is \
            `ROUTEWRIGHT_INGRESS_PORT`. All have safe defaults; none has to be set.

            Beside these, `server.port` (8080) and `server.address` (127.0.0.1) place the control plane, and everything \
            else Spring Boot 3.5 documents applies to it.
            """;

    private ConfigurationReference() {}

    /** @param classes folder of compiled classes; without any property record there the reference has no tables */
    static String of(Path classes) throws IOException {
        var file = classes.resolve(METADATA);
        if (!Files.exists(file)) return HEAD;
        var metadata = JsonMapper.builder().build().readTree(Files.readString(file));
        var groups = new TreeMap<String, List<JsonNode>>(
                StreamSupport.stream(metadata.path("properties").spliterator(), false)
                        .filter(property -> property.path("name").asText().startsWith("routewright."))
                        .collect(Collectors.groupingBy(ConfigurationReference::group)));
        return HEAD
                + groups.entrySet().stream()
                        .map(ConfigurationReference::section)
                        .collect(Collectors.joining());
    }

    private static String group(JsonNode property) {
        var name = property.path("name").asText();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String section(Map.Entry<String, List<JsonNode>> group) {
        var rows = group.getValue().stream()
                .map(property -> row(group.getKey(), property))
                .sorted()
                .collect(Collectors.joining());
        return "\n## %s\n\n| property | type | default | means |\n|---|---|---|---|\n%s"
                .formatted(group.getKey(), rows);
    }

    private static String row(String group, JsonNode property) {
        var name = property.path("name").asText().substring(group.length() + 1);
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        name,
                        type(property.path("type").asText()),
                        value(property.path("defaultValue")),
                        text(property.path("description").asText("")));
    }

    /** Javadoc on one line of a Markdown table. */
    private static String text(String javadoc) {
        return javadoc.replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                // Outside of code only.
                .replaceAll("\\*(?=([^`]*`[^`]*`)*[^`]*$)", "\\\\*");
    }

    /** {@code java.util.List<java.lang.String>} is a list of text. */
    private static String type(String type) {
        if (type.contains("$")) return "choice";
        return type.replaceAll("([a-z][a-z0-9]*\\.)+", "")
                .replace("<", " of ")
                .replace(">", "")
                .replace("String", "text")
                .replace("Integer", "number")
                .replace("Long", "number")
                .replace("Double", "number")
                .replace("BigDecimal", "number")
                .replace("StructuredOutput", "choice")
                .replace("URI", "address")
                .replace("DataSize", "size")
                .toLowerCase(Locale.ROOT);
    }

    private static String value(JsonNode value) {
        if (value.isMissingNode()) return "";
        if (value.isArray())
            return StreamSupport.stream(value.spliterator(), false)
                    .map(one -> "`" + one.asText() + "`")
                    .collect(Collectors.joining(", "));
        return "`" + value.asText() + "`";
    }
}

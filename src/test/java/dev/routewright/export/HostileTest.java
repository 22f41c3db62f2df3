package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.routewright.camel.Manifest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Descriptions, documents and routes are texts of strangers: they leave as what they are, and end nothing. */
class HostileTest extends WithStories {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Ends whatever it might be put into: Java, XML, YAML, Markdown, properties, a shell; and asks for what is elsewhere. */
    private static final String HOSTILE =
            "\"\"\"; */ \\u002a/ --> ]]> </project> {{x}} {{env:HOME}} ${y} ${project.basedir} @@name@@ \\u000a #{z} "
                    + "$(touch x) `touch x` | ' \" 订单\uD83D\uDE00 \u2028\u0085 yes: no # \n---\nkind: Secret\n\u0007";

    private static final String ROUTE = """
            - route:
                id: odd
                from:
                  uri: platform-http:/odd/{id}
                  parameters: {httpMethodRestrict: GET}
                  steps:
                    - setBody: {constant: %s}
            """;

    /** What is the text of a stranger and is meant to be. */
    private static boolean isTheirs(String path) {
        return path.matches("src/main/resources/(camel|kamelets|routewright)/.*|src/test/resources/rehearsal.json");
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"CAMEL_MAIN", "SPRING_BOOT"})
    void whateverWeWriteIsTheSameForATameText(Target target) throws JsonProcessingException {
        // A route with those characters would be refused, and say nothing here.
        var body = HOSTILE.replaceAll("[{$].*?}}?|[\u0007\u0085\u2028]", "");
        var hostile = export("odd", HOSTILE, body, target);
        var tame = export("odd", "An order", "done", target);

        assertThat(hostile.files().keySet()).isEqualTo(tame.files().keySet());
        assertThat(ours(hostile)).isEqualTo(ours(tame)).hasSizeGreaterThan(9);
    }

    @Test
    void whatGoesToAClusterIsReadThereAsItWasWritten() throws IOException {
        var text = HOSTILE.replaceAll("[{$].*?}}?", "");
        var documents = documents(export("odd", HOSTILE, text, Target.CAMEL_K).text("odd.yaml"));

        assertThat(documents)
                .extracting(one -> one.path("kind").asText())
                .containsExactly("ConfigMap", "ConfigMap", "Integration");
        assertThat(documents
                        .get(2)
                        .at("/spec/flows/0/route/from/steps/0/setBody/constant")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void aServiceWithHostileWordsEndsNothing() throws Exception {
        var document = """
                openapi: 3.0.3
                info: {title: %1$s, description: %1$s, version: '1'}
                servers: [{url: 'https://odd.example.com/%2$s'}]
                components:
                  securitySchemes:
                    key: {type: apiKey, in: header, name: X-Key}
                    odd: {type: apiKey, in: header, name: %1$s}
                security: [{key: []}]
                paths:
                  /things/{id}:
                    get:
                      operationId: getThing
                      summary: %1$s
                      description: %1$s
                      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                      responses: {'200': {description: %1$s}}
                """.formatted(JSON.writeValueAsString(HOSTILE.replace("\u0007", "")), "%0a");
        stories.services.register("odd-service", document);
        try {
            stories.put(stories.judged("odd-caller", HOSTILE, calling("odd-caller", "odd-service-getThing"), null));
            var yaml = stories.exporter().resources("odd-caller", 1, Options.NONE, "test");
            var documents = documents(yaml);

            assertThat(documents)
                    .extracting(one -> one.path("kind").asText())
                    .containsExactly("ConfigMap", "ConfigMap", "Kamelet", "Integration");
            var project = stories.exporter().export("odd-caller", 1, Target.SPRING_BOOT, Options.NONE, "test");
            var kamelet = YAML.readTree(project.text("src/main/resources/kamelets/odd-service-getThing.kamelet.yaml"));
            assertThat(documents.get(2).at("/spec/definition")).isEqualTo(kamelet.at("/spec/definition"));
            assertThat(documents.get(1).at("/data/integration.json").asText())
                    .isEqualTo(
                            project.text("src/main/resources/" + Manifest.PLACE).stripTrailing());
            assertThat(yaml)
                    .startsWith("# The Secret odd-caller-credentials has to be there")
                    .contains("#     routewright.services.odd-service.credentials.header.X-Key=…")
                    .contains("secret:odd-caller-credentials");
            assertThat(yaml.lines().takeWhile(line -> !line.equals("---"))).allMatch(line -> line.startsWith("#"));
            for (var properties : List.of(
                    project.text("src/main/resources/application.properties"),
                    documents.get(0).at("/data/odd-caller.properties").asText())) {
                var read = new Properties();
                read.load(new StringReader(properties));
                assertThat(read.keySet()).allMatch(key -> key.toString().matches("[a-z][A-Za-z0-9.-]*"));
                assertThat(read.values()).allMatch(value -> value.toString().matches("[A-Za-z0-9.:/*,_-]*"));
            }
            assertThat(project.text("README.md"))
                    .contains("| `routewright.services.odd-service.credentials.header.X-Key` |")
                    .doesNotContain("*/", "touch x", "订单", "Secret");
        } finally {
            stories.services.remove("odd-service");
        }
    }

    @Test
    void theLongestNamesThereAreLeaveToo() throws IOException {
        var service = "s".repeat(63);
        var operation = "getAllOfThem".repeat(6).substring(0, 64);
        var integration = "i".repeat(63);
        stories.services.register(service, """
                openapi: 3.0.3
                info: {title: Long, version: '1'}
                servers: [{url: 'https://long.example.com'}]
                paths:
                  /things:
                    get: {operationId: %s, responses: {'200': {description: OK}}}
                """.formatted(operation));
        try {
            stories.put(stories.judged(integration, "long", calling(integration, service + "-" + operation), null));
            for (var target : Target.values()) stories.exporter().export(integration, 1, target, Options.NONE, "test");
            for (var one : documents(stories.exporter().compared(integration, 1, Options.NONE))) {
                assertThat(one.at("/metadata/name").asText()).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
                assertThat(one.at("/metadata/name").asText().length())
                        .isLessThanOrEqualTo(one.path("kind").asText().equals("Kamelet") ? 253 : 63);
                one.at("/metadata/labels")
                        .forEach(label -> assertThat(label.asText()).hasSizeLessThanOrEqualTo(63));
            }
        } finally {
            stories.services.remove(service);
        }
    }

    private static Export export(String name, String description, String body, Target target)
            throws JsonProcessingException {
        stories.put(stories.judged(name, description, ROUTE.formatted(JSON.writeValueAsString(body)), null));
        return stories.exporter().export(name, 1, target, Options.NONE, "test");
    }

    private static String calling(String name, String kamelet) {
        return """
                - route:
                    id: %s
                    from:
                      uri: platform-http:/caller
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - setBody: {constant: '{"id": "1"}'}
                        - to: {uri: "kamelet:%s"}
                """.formatted(name, kamelet);
    }

    /** Without the hash of the route, which is another one. */
    private static TreeMap<String, String> ours(Export export) {
        var ours = new TreeMap<String, String>();
        export.files().forEach((path, bytes) -> {
            if (!isTheirs(path))
                ours.put(path, new String(bytes, StandardCharsets.UTF_8).replaceAll("hash `[0-9a-f]{24}`", "hash"));
        });
        return ours;
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        var all = new ArrayList<JsonNode>();
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (values.hasNextValue()) all.add(values.nextValue());
        }
        return all;
    }
}

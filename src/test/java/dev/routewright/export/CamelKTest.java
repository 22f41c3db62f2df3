package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.routewright.integration.Declined;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.v1.Integration;
import org.apache.camel.v1.Kamelet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is exported for Camel K is what its resources are declared to be. */
class CamelKTest extends WithStories {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    /** As a cluster reads that validates strictly: no member its schema does not have. */
    private static final ObjectMapper STRICT = strict();

    private static final String NAME = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** A schema takes no number for a text, no text for a number, and no word for a truth. */
    private static ObjectMapper strict() {
        var mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        for (var type : LogicalType.values())
            for (var shape : CoercionInputShape.values())
                if (shape != CoercionInputShape.EmptyArray && shape != CoercionInputShape.EmptyObject)
                    mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
        return mapper;
    }

    static Stream<String> stories() {
        return Stories.names();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyStoryIsWhatTheSchemasSay(String story) throws Exception {
        var resources = resources(story, Options.NONE);

        assertThat(resources)
                .extracting(one -> one.path("kind").asText())
                .startsWith("ConfigMap", "ConfigMap", "Kamelet");
        for (var resource : resources) {
            var metadata = resource.path("metadata");
            assertThat(metadata.path("name").asText()).matches(NAME);
            metadata.path("labels").forEach(label -> assertThat(label.asText()).matches("[A-Za-z0-9._-]{1,63}"));
            switch (resource.path("kind").asText()) {
                case "Integration" ->
                    assertThat(STRICT.treeToValue(resource, Integration.class)
                                    .getSpec()
                                    .getFlows())
                            .isNotEmpty();
                case "Kamelet" ->
                    assertThat(STRICT.treeToValue(resource, Kamelet.class)
                                    .getSpec()
                                    .getTemplate())
                            .isNotNull();
                default -> assertThat(resource.path("data")).isNotEmpty().allMatch(JsonNode::isTextual);
            }
        }
    }

    @Test
    void everyKameletARouteCallsGoesAlongUnderANameAClusterTakes() throws Exception {
        var resources = resources("order-en", Options.NONE);
        var kamelets = resources.stream()
                .filter(one -> one.path("kind").asText().equals("Kamelet"))
                .map(one -> "kamelet:" + one.path("metadata").path("name").asText())
                .toList();

        var called = Flows.mappings(
                        YAML.convertValue(integration(resources).path("spec").path("flows"), List.class))
                .map(mapping -> mapping.get("uri"))
                .filter(uri -> uri instanceof String text && text.startsWith("kamelet:"))
                .map(Object::toString)
                .distinct()
                .toList();
        assertThat(called).isNotEmpty().isSubsetOf(kamelets);
        assertThat(called).allMatch(uri -> uri.equals(uri.toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void theSchemasWouldNoticeAMemberTheyDoNotHave() throws Exception {
        var integration = integration(resources("order-en", Options.NONE));
        ((ObjectNode) integration.path("spec").path("traits").path("health")).put("enabeld", true);

        assertThatThrownBy(() -> STRICT.treeToValue(integration, Integration.class))
                .hasMessageContaining("enabeld");
    }

    @Test
    void theSchemasWouldNoticeAValueOfAnotherType() throws Exception {
        for (var wrong :
                List.of("limitCPU: 1", "runAsNonRoot: 'true'", "runAsUser: '1000'", "seccompProfileType: None")) {
            var integration = integration(resources("order-en", Options.NONE));
            ((ObjectNode) integration.path("spec").path("traits").path("container"))
                    .setAll((ObjectNode) YAML.readTree(wrong));

            assertThatThrownBy(() -> STRICT.treeToValue(integration, Integration.class))
                    .as(wrong)
                    .hasMessageContaining(wrong.split(":")[0]);
        }
    }

    @Test
    void theIntegrationSaysWhatItNeedsOfACluster() throws Exception {
        var options = new Options(Optional.of(URI.create("https://repo.example.com/m2")), true, false, Given.NONE);
        var spec = integration(resources("order-en", options)).path("spec");

        assertThat(spec.path("repositories"))
                .extracting(JsonNode::asText)
                .containsExactly("https://repo.example.com/m2");
        assertThat(spec.path("dependencies"))
                .extracting(JsonNode::asText)
                .contains("camel:platform-http", "camel:jq", "mvn:dev.routewright:routewright-camel:0.1.0-SNAPSHOT");
        var traits = spec.path("traits");
        assertThat(traits.path("knative-service").path("enabled").asBoolean()).isTrue();
        assertThat(traits.path("container").path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(traits.path("container").path("limitMemory").asText()).isEqualTo("1Gi");
        assertThat(traits.path("mount").path("configs").get(0).asText()).isEqualTo("configmap:order-en-properties");
    }

    @Test
    void aReaderOfTopicsIsScaledByWhatWaitsThere() throws Exception {
        var scaled =
                resources("kafka-device-states-en", new Options(Optional.empty(), false, true, Given.NONE)).stream()
                        .filter(one -> one.path("kind").asText().equals("ScaledObject"))
                        .findFirst()
                        .orElseThrow();

        assertThat(scaled.path("spec").path("triggers").get(0).toString())
                .isEqualTo(
                        "{\"type\":\"kafka\",\"metadata\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"device-states\","
                                + "\"consumerGroup\":\"routewright.kafka-device-states-en\",\"lagThreshold\":\"50\"}}");
        assertThatThrownBy(() -> resources("order-en", new Options(Optional.empty(), false, true, Given.NONE)))
                .isInstanceOf(Declined.class)
                .hasMessageStartingWith("order-en cannot be scaled by what waits in its topics");
        assertThatThrownBy(() ->
                        resources("kafka-device-states-en", new Options(Optional.empty(), true, false, Given.NONE)))
                .isInstanceOf(Declined.class)
                .hasMessageStartingWith("kafka-device-states-en cannot be a Knative service");
    }

    @Test
    void scalarsKeepTheirTextAndKameletsGetTheirOtherName() {
        var names = new ClusterNames("x", java.util.Set.of("inventory-getStock"));
        var yaml = """
                - route:
                    from:
                      uri: timer:x
                      parameters: {period: 1000, plain: 1.10, text: "12", zero: 007, yes: yes, truth: true}
                      steps:
                        - to: kamelet:inventory-getStock?retries=1
                        - to: {uri: "kamelet:inventory-getStockLevel"}
                        - kamelet: {name: inventory-getStock}
                        - kamelet: inventory-getStock?retries=1
                        - kamelet: {name: inventory-getStock/one}
                        - log: "${body}"
                """;

        assertThat(new Flows(names).of(yaml).toString())
                .isEqualTo(
                        "[{route={from={uri=timer:x, parameters={period=1000, plain=1.10, text=12, zero=007, yes=yes, truth=true}, "
                                + "steps=[{to=kamelet:inventory-get-stock?retries=1}, {to={uri=kamelet:inventory-getStockLevel}}, "
                                + "{kamelet={name=inventory-get-stock}}, {kamelet=inventory-get-stock?retries=1}, {kamelet={name=inventory-get-stock/one}}, {log=${body}}]}}}]");
        var parameters = Flows.mappings(new Flows(names).of(yaml))
                .filter(mapping -> mapping.containsKey("plain"))
                .findFirst()
                .orElseThrow();
        assertThat(parameters.get("period")).isEqualTo(1000L);
        assertThat(parameters.get("plain")).isEqualTo("1.10");
        assertThat(parameters.get("text")).isEqualTo("12");
        assertThat(parameters.get("truth")).isEqualTo(true);
    }

    @Test
    void onlyAddressesGetTheOtherName() {
        var names = new ClusterNames("x", java.util.Set.of("inventory-getStock"));
        var yaml = """
                - route:
                    errorHandler: {deadLetterChannel: {deadLetterUri: "kamelet:inventory-getStock"}}
                    from:
                      uri: timer:x
                      steps:
                        - setBody: {constant: "kamelet:inventory-getStock"}
                        - log: "call kamelet:inventory-getStock"
                        - wireTap: {uri: "kamelet:inventory-getStock", parameters: {note: "kamelet:inventory-getStock"}}
                        - enrich: {expression: {constant: {expression: "kamelet:inventory-getStock"}}}
                        - recipientList: {constant: "kamelet:inventory-getStock,kamelet:inventory-getStock?a=b"}
                """;

        assertThat(new Flows(names).of(yaml).toString())
                .isEqualTo(
                        "[{route={errorHandler={deadLetterChannel={deadLetterUri=kamelet:inventory-get-stock}}, from={uri=timer:x, steps=["
                                + "{setBody={constant=kamelet:inventory-getStock}}, {log=call kamelet:inventory-getStock}, "
                                + "{wireTap={uri=kamelet:inventory-get-stock, parameters={note=kamelet:inventory-getStock}}}, "
                                + "{enrich={expression={constant={expression=kamelet:inventory-get-stock}}}}, "
                                + "{recipientList={constant=kamelet:inventory-get-stock,kamelet:inventory-get-stock?a=b}}]}}}]");
    }

    /** Camel K calls a volume as what is mounted there, and a volume's name is a label. */
    @Test
    void aLongNameLeavesRoomForWhatBelongsToIt() {
        var longest = "a".repeat(63);
        var other = "a".repeat(62) + "b";
        var parts = new java.util.HashSet<String>();
        for (var name : List.of(longest, other, "a".repeat(52), "order"))
            for (var part : List.of("properties", "manifest", "credentials")) {
                assertThat(ClusterNames.part(name, part)).matches(NAME).hasSizeLessThanOrEqualTo(63);
                assertThat(parts.add(ClusterNames.part(name, part))).isTrue();
            }
        assertThat(ClusterNames.part("order", "properties")).isEqualTo("order-properties");
    }

    @Test
    void twoKameletsThatAClusterWouldTakeForOneAreRefused() {
        assertThatThrownBy(() -> new ClusterNames("x", new java.util.TreeSet<>(List.of("a-getIt", "a-get_it"))))
                .isInstanceOf(Declined.class)
                .hasMessageContaining("would have the same name a-get-it in a cluster");
        assertThatThrownBy(() -> new ClusterNames("x-", java.util.Set.of()))
                .isInstanceOf(Declined.class)
                .hasMessageContaining("a cluster takes no name that ends with a dash");
    }

    private static List<JsonNode> resources(String story, Options options) throws IOException {
        var all = new ArrayList<JsonNode>();
        var yaml = stories.exporter().resources(story, 1, options, "test");
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (values.hasNextValue()) all.add(values.nextValue());
        }
        return all;
    }

    private static JsonNode integration(List<JsonNode> resources) {
        return resources.stream()
                .filter(one -> one.path("kind").asText().equals("Integration"))
                .findFirst()
                .orElseThrow();
    }
}

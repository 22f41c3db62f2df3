package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Against a real broker in this process. */
class TopicsTest {
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 2);

    @TempDir
    Path files;

    Runtime runtime;
    String in;
    String out;

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @BeforeEach
    void start() {
        runtime = Runtime.unread(files, settings -> settings.withKafkaBrokers(BROKER.getBrokersAsString()));
        in = "in" + System.nanoTime();
        out = "out" + System.nanoTime();
        BROKER.addTopics(in, out);
        for (int n = 0; n < 100; n++)
            runtime.stock.stubFor(get(urlPathEqualTo("/stock/" + n)).willReturn(okJson("{\"available\":" + n + "}")));
        runtime.stock.stubFor(
                get(urlPathEqualTo("/stock/bad")).willReturn(aResponse().withStatus(404)));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void losesAndDoublesNothingWhileVersionsChangeAndPoisonPasses() throws Exception {
        runtime.cells.switchTo(version(1));
        try (var producer = producer()) {
            for (int n = 0; n < 100; n++) {
                producer.send(new ProducerRecord<>(in, "k" + n % 5, "{\"sku\":\"" + n + "\"}"));
                if (n == 30) producer.send(new ProducerRecord<>(in, "k1", "{\"sku\":\"bad\"}"));
                if (n == 60) producer.send(new ProducerRecord<>(in, "k1", "not json"));
                if (n % 40 == 39) {
                    producer.flush();
                    runtime.cells.switchTo(version(n));
                }
            }
        }

        // Each is sent twice, once as the body and once as a variable.
        var got = read(200);

        assertThat(got.stream().map(r -> r.substring(r.indexOf(' ') + 1)).toList())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200)
                        .mapToObj(n -> "{\"available\":" + n / 2 + "}")
                        .toList());
        assertThat(got).contains("k2 {\"available\":7}");
        await().until(() -> runtime.kept.size() == 2);
        assertThat(runtime.kept)
                .extracting(f -> new String(f.message().body()))
                .containsExactlyInAnyOrder("{\"sku\":\"bad\"}", "not json");
        assertThat(runtime.kept.get(0).message().headers())
                .containsOnlyKeys("kafka.KEY", "kafka.TOPIC", "kafka.PARTITION", "kafka.OFFSET", "kafka.TIMESTAMP")
                .containsEntry("kafka.KEY", "k1")
                .containsEntry("kafka.TOPIC", in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: {uri: 'kafka:OUT'}",
                "toD: {uri: 'kafka:OUT'}",
                "wireTap: {uri: 'kafka:OUT'}",
                "recipientList: {constant: 'kafka:OUT'}",
                "enrich: {constant: 'kafka:OUT'}",
            })
    void noHeaderMovesAMessageToAnotherTopic(String step) throws Exception {
        var other = "other" + System.nanoTime();
        BROKER.addTopics(other);
        runtime.cells.switchTo(overHttp(
                List.of(
                        "setBody: {constant: text}",
                        "setHeader: {name: kafka.OVERRIDE_TOPIC, constant: %s}".formatted(other),
                        step.replace("OUT", out)),
                "direct:none"));

        runtime.post(
                "/x?kafka.OVERRIDE_TOPIC=" + other, "{}", "kafka.OVERRIDE_TOPIC", other, "kafka.PARTITION_KEY", "99");

        assertThat(read(1)).hasSize(1);
        assertThat(held(other)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: {uri: 'kafka:OUT'}",
                "wireTap: {uri: 'kafka:OUT'}",
                "recipientList: {constant: 'kafka:OUT'}",
                "enrich: {constant: 'kafka:OUT'}",
                "multicast: {steps: [{to: {uri: 'kafka:OUT'}}]}",
                "split: {jq: '[.]', steps: [{to: {uri: 'kafka:OUT'}}]}",
            })
    void jsonArrivesAsTextHoweverItIsSent(String step) throws Exception {
        runtime.cells.switchTo(
                overHttp(List.of("setBody: {jq: '{n: (.n + 1)}'}", step.replace("OUT", out)), "direct:none"));

        assertThat(runtime.post("/x", "{\"n\":1}").statusCode()).isLessThan(300);

        assertThat(read(1)).singleElement().asString().endsWith("{\"n\":2}");
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void theClientItselfSendsToNoOtherTopic() throws Exception {
        var other = "other" + System.nanoTime();
        BROKER.addTopics(other);
        // Between the hops of a slip no step of ours stands.
        runtime.cells.switchTo(overHttp(
                List.of("setBody: {constant: text}", "routingSlip: {constant: 'direct:turn,kafka:%s'}".formatted(out)),
                "direct:turn",
                "setHeader: {name: kafka.OVERRIDE_TOPIC, constant: %s}".formatted(other)));

        var answer = runtime.post("/x", "{\"n\":1}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(runtime.kept.get(0).cause())
                .isEqualTo("The grant does not allow sending to topic %s. Nothing was touched; approve a version whose"
                                .formatted(other)
                        + " grant holds it.");
        assertThat(held(other)).isZero();
        assertThat(held(out)).isZero();
    }

    @Test
    void aRecordBringsNoHeaderThatSteersAndNoCredential() throws Exception {
        runtime.cells.switchTo(version(1));
        try (var producer = producer()) {
            var message = new ProducerRecord<>(in, "k", "not json");
            for (var name : List.of("CamelHttpUri", "kafka.OVERRIDE_TOPIC", "X-Api-Key", "auth-token", "trace"))
                message.headers().add(name, "v".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            producer.send(message);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> !runtime.kept.isEmpty());
        assertThat(runtime.kept.get(0).message().headers())
                .containsOnlyKeys(
                        "kafka.KEY", "kafka.TOPIC", "kafka.PARTITION", "kafka.OFFSET", "kafka.TIMESTAMP", "trace")
                .containsEntry("kafka.TOPIC", in)
                .containsEntry("trace", "v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brokers=other:9092", "additionalProperties.bootstrap.servers=other:9092", "saslJaasConfig=x",
                "securityProtocol=SASL_SSL", "interceptorClasses=x", "additionalProperties.metric.reporters=x",
                "sslTruststoreLocation=/etc/x", "schemaRegistryURL=http://other", "headerFilterStrategy=#x",
                "valueSerializer=x", "topicIsPattern=true",
            })
    void noOptionChangesTheClient(String option) {
        assertThatThrownBy(() -> runtime.cells.switchTo(
                        overHttp(List.of("to: {uri: 'kafka:%s?%s'}".formatted(out, option)), "direct:none")))
                .isInstanceOf(CellRuntime.CellFailed.class);
        assertThat(System.getProperty("org.apache.kafka.automatic.config.providers"))
                .isEqualTo("none");
        assertThat(System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls"))
                .isEmpty();
    }

    @Test
    void aRouteCannotAskForLessThanAllAcknowledgements() {
        var properties = new java.util.Properties();
        properties.put("bootstrap.servers", BROKER.getBrokersAsString());
        properties.put("acks", "0");
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());

        try (var producer =
                new TopicClients(BROKER.getBrokersAsString(), version(1).grant()).getProducer(properties)) {
            assertThat(producer).isNotNull();
        }

        assertThat(properties).containsEntry("acks", "all");
        properties.put("bootstrap.servers", "other:9092");
        assertThatThrownBy(() ->
                        new TopicClients(BROKER.getBrokersAsString(), version(1).grant()).getProducer(properties))
                .isInstanceOf(OutsideGrant.class);
    }

    private CellRuntime.Version overHttp(List<String> steps, String second, String... turns) {
        return Runtime.version(
                "x",
                1,
                """
                - route:
                    id: x
                    from:
                      uri: platform-http:/x
                      parameters: {httpMethodRestrict: POST}
                      steps:
                %s
                - route:
                    id: y
                    from:
                      uri: %s
                      steps:
                        - log: {message: y}
                %s""".formatted(lines(steps), second, lines(List.of(turns))),
                new Grant(
                        List.of(new Grant.Entry("http", "POST", "/x")),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of(out)),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of("platform-http", "kafka", "direct")),
                        new TreeSet<>(Set.of("jq")),
                        new TreeSet<>()));
    }

    private static String lines(List<String> steps) {
        return steps.stream().map(step -> "        - " + step + "\n").reduce("", String::concat);
    }

    private static long held(String topic) {
        try (var consumer = new KafkaConsumer<String, String>(
                Map.of("bootstrap.servers", BROKER.getBrokersAsString()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private CellRuntime.Version version(int number) {
        return Runtime.version(
                "telemetry",
                number,
                """
                - route:
                    id: telemetry
                    from:
                      uri: kafka:%s
                      steps:
                        - setVariable: {id: message, name: message, jq: {expression: "."}}
                        - to: {id: look, uri: "kamelet:stock-getStock", variableSend: message, variableReceive: stock}
                        - setBody: {id: b, jq: {expression: 'variable("stock")'}}
                        - to: {id: send, uri: "kafka:%s"}
                        - to: {id: send-variable, uri: "kafka:%s", variableSend: stock}
                """.formatted(in, out, out),
                new Grant(
                        List.of(new Grant.Entry("kafka", "", in)),
                        new TreeSet<>(Set.of("stock.getStock")),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of(in)),
                        new TreeSet<>(Set.of(out)),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of("kafka", "kamelet")),
                        new TreeSet<>(Set.of("jq")),
                        new TreeSet<>()));
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.getBrokersAsString()),
                new StringSerializer(),
                new StringSerializer());
    }

    private List<String> read(int count) {
        var got = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<String, String>(
                Map.of(
                        "bootstrap.servers",
                        BROKER.getBrokersAsString(),
                        "group.id",
                        "test" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(out));
            await().atMost(Duration.ofSeconds(count > 10 ? 60 : 20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> got.add(r.key() + " " + r.value()));
                return got.size() >= count;
            });
            consumer.poll(Duration.ofSeconds(1)).forEach(r -> got.add(r.key() + " " + r.value()));
        }
        return got;
    }
}

package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        runtime = new Runtime(files, settings -> settings.withKafkaBrokers(BROKER.getBrokersAsString()));
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
        assertThat(runtime.kept.get(0).message().headers()).isEqualTo(Map.of("kafka.KEY", "k1"));
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
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> got.add(r.key() + " " + r.value()));
                return got.size() >= count;
            });
            consumer.poll(Duration.ofSeconds(1)).forEach(r -> got.add(r.key() + " " + r.value()));
        }
        return got;
    }
}

package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.routewright.cell.CellRuntime.Failure;
import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.journal.DeadLetterOutbox;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.Store;
import dev.routewright.route.Grant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class DeadLetterTopicTest {
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

    @TempDir
    Path home;

    Store store;
    DeadLetterStore letters;
    DeadLetterOutbox outbox;

    @BeforeAll
    static void startBroker() {
        BROKER.brokerProperty("auto.create.topics.enable", "false");
        BROKER.afterPropertiesSet();
        BROKER.addTopics("orders.dead-letters");
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @BeforeEach
    void open() {
        store = Store.embedded(home);
        letters = new DeadLetterStore(store, Clock.systemUTC());
        outbox = new DeadLetterOutbox(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachIsPublishedOnceItIsSafeAlsoThoseOfAnEarlierRunAndPastATopicThatTakesNone() throws Exception {
        var earlier = letters.keep(failure("orders", "{\"n\":1}"));
        letters.keep(failure("unknown", "{}"));
        var large = letters.keep(failure("orders", "x".repeat(2_000_000)));
        letters.hold(failure("orders", "waits in a group"));
        var circling = letters.keep(new Failure(
                "orders",
                1,
                "x",
                new Message(new Grant.Entry("kafka", "", "orders.dead-letters"), Map.of(), new byte[0]),
                null,
                "It failed."));

        try (var topic = new DeadLetterTopic(outbox, "{integration}.dead-letters", BROKER.getBrokersAsString())) {
            topic.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> published().size() == 2);
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.due(0, 10).size() == 1);
        }

        assertThat(outbox.due(0, 10))
                .extracting(DeadLetterOutbox.Due::integration)
                .containsExactly("unknown");
        assertThat(circling).isNotEmpty();
        var first = published().get(0);
        assertThat(first.key()).isEqualTo("k1");
        assertThat(first.value()).isEqualTo("{\"n\":1}");
        assertThat(headers(first))
                .containsEntry("routewright-dead-letter", earlier)
                .containsEntry("routewright-integration", "orders")
                .containsEntry("routewright-version", "3")
                .containsEntry("routewright-step", "reserve")
                .containsEntry("routewright-cause", "The stock did not answer.")
                .containsEntry("routewright-entry", "kafka orders.in")
                .containsEntry("routewright-topic", "orders.in")
                .containsEntry("routewright-partition", "2")
                .containsEntry("routewright-offset", "41")
                .containsEntry("routewright-timestamp", "1700000000000")
                .containsEntry("trace", "abc")
                .containsKey("routewright-kept");
        var second = published().get(1);
        assertThat(second.value()).isNull();
        assertThat(headers(second))
                .containsEntry("routewright-dead-letter", large)
                .containsEntry("routewright-body", "too-large");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new DeadLetterTopic(outbox, "dead letters", BROKER.getBrokersAsString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("“dead letters” is no name of a topic.");
    }

    private static Failure failure(String integration, String body) {
        return new Failure(
                integration,
                3,
                "exchange",
                new Message(
                        new Grant.Entry("kafka", "", "orders.in"),
                        Map.of(
                                "kafka.KEY", "k1",
                                "kafka.TOPIC", "orders.in",
                                "kafka.PARTITION", "2",
                                "kafka.OFFSET", "41",
                                "kafka.TIMESTAMP", "1700000000000",
                                "trace", "abc"),
                        body.getBytes(StandardCharsets.UTF_8)),
                "reserve",
                "The stock did not answer.");
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static List<ConsumerRecord<String, String>> published() {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", BROKER.getBrokersAsString()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition("orders.dead-letters", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end)
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
        }
        return found;
    }
}

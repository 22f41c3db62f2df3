package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class TopicsIT {
    @Test
    void keepsValuesInOrderAndSeesWhoReads() throws Exception {
        try (var topics = new Topics(List.of("a.topic", "another"))) {
            topics.send("a.topic", "one");
            topics.send("a.topic", "two");
            assertThat(topics.values("a.topic")).containsExactly("one", "two");
            assertThat(topics.values("another")).isEmpty();

            var settings = Map.<String, Object>of("bootstrap.servers", topics.brokers(), "group.id", "readers");
            try (var reader = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                reader.subscribe(List.of("a.topic"));
                while (reader.assignment().isEmpty()) reader.poll(Duration.ofMillis(100));
                assertThat(topics.hasReader("a.topic")).isTrue();
            }
        }
    }
}

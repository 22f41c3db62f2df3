package dev.routewright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class TopicBehavioursTest {
    private static final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

    @BeforeAll
    static void start() {
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stop() {
        broker.destroy();
    }

    @Test
    void readsWhatCameSinceABehaviourBeganAndEmptiesTopicsBefore() {
        try (var topics = new Topics(broker.getBrokersAsString())) {
            topics.prepare(List.of("loans", "returns"));
            topics.send("loans", "k", "old", json("{}"));
            topics.prepare(List.of("loans", "returns"));
            assertThat(topics.since("loans", Map.of())).isEmpty();

            topics.send("loans", null, "before", json("{}"));
            var ends = topics.ends(List.of("loans", "returns"));
            topics.send("loans", "k", "{\"n\": 1}", json("{\"h\": \"v\"}"));
            topics.send("loans", null, "plain", json("{}"));
            topics.send("loans", "gone", null, json("{}"));

            assertThat(topics.since("loans", ends))
                    .extracting(JsonNode::toString)
                    .containsExactly(
                            "{\"key\":\"k\",\"value\":{\"n\":1},\"headers\":{\"h\":\"v\"}}",
                            "{\"key\":null,\"value\":\"plain\",\"headers\":{}}",
                            "{\"key\":\"gone\",\"value\":null,\"headers\":{}}");
            assertThat(topics.since("returns", ends)).isEmpty();
        }
    }

    private static JsonNode json(String text) {
        return Text.parseOrNull(text);
    }
}

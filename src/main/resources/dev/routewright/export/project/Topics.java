package exported;

import com.fasterxml.jackson.databind.ObjectMapper;
import exported.Scenario.Delivered;
import exported.Scenario.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics of a broker that is there, if somebody named one. What they held before a scenario is not looked at. */
final class Topics {
    private static final String PREFIX = "kafka:";


    private final String brokers = System.getenv().getOrDefault("REHEARSAL_KAFKA_BROKERS", "");
    private final Map<TopicPartition, Long> begun = new HashMap<>();

    /** Whether the integration can be started: without a broker one with topics does not. */
    static boolean areThereIfNeeded() throws IOException {
        try (var in = Topics.class.getResourceAsStream("/routewright/integration.json")) {
            var grant = new ObjectMapper().readTree(in).path("grant");
            return new Topics().areThere()
                    || grant.path("topicsRead").isEmpty() && grant.path("topicsWritten").isEmpty();
        }
    }

    boolean areThere() {
        return !brokers.isEmpty();
    }

    String brokers() {
        return brokers;
    }

    static boolean isRecord(Delivered one) {
        return one.target().startsWith(PREFIX);
    }

    /** From here on. */
    void begin(List<Delivered> expected) {
        for (var topic : topics(expected))
            try (var consumer = consumer()) {
                begun.putAll(consumer.endOffsets(partitions(consumer, topic)));
            }
    }

    private static List<String> topics(List<Delivered> expected) {
        return expected.stream()
                .filter(Topics::isRecord)
                .map(one -> one.target().substring(PREFIX.length()))
                .distinct()
                .toList();
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(one -> new TopicPartition(topic, one.partition()))
                .collect(Collectors.toList());
    }

    void publish(Message message) throws Exception {
        try (var producer = new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            var key = message.headers().get("kafka.KEY");
            producer.send(new ProducerRecord<>(message.address(), key, message.body())).get();
        }
    }

    /** What has come to the topics of these since {@link #begin}. */
    List<Delivered> records(List<Delivered> expected) {
        var records = new ArrayList<Delivered>();
        for (var topic : topics(expected))
            try (var consumer = consumer()) {
                var partitions = partitions(consumer, topic);
                consumer.assign(partitions);
                partitions.forEach(one -> consumer.seek(one, begun.getOrDefault(one, 0L)));
                for (var record : consumer.poll(Duration.ofSeconds(2)))
                    records.add(new Delivered(
                            PREFIX + topic, record.key() == null ? "" : record.key(), record.value()));
            }
        return records;
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer());
    }

    private Properties settings() {
        var properties = new Properties();
        properties.put("bootstrap.servers", brokers);
        return properties;
    }
}

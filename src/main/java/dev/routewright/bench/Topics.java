package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes and reads the topics of a case. */
final class Topics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    /** @param brokers {@code host:port} of a broker */
    Topics(String brokers) {
        var settings = Map.<String, Object>of("bootstrap.servers", brokers, "client.id", "bench");
        admin = Admin.create(settings);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Makes sure that the topics are there and empty. */
    synchronized void prepare(Collection<String> names) {
        var topics =
                names.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList();
        for (var made : admin.createTopics(topics).values().values())
            try {
                made.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) throw trouble(e);
            } catch (InterruptedException e) {
                throw trouble(e);
            }
        var ends = ends(names).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
        try {
            admin.deleteRecords(ends).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw trouble(e);
        }
    }

    private static IllegalStateException trouble(Exception e) {
        return new IllegalStateException("[kafka] the broker did not do what it was asked: " + e.getMessage(), e);
    }

    private List<TopicPartition> partitions(String name) {
        return consumer.partitionsFor(name, PATIENCE).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList();
    }

    /** Where the topics end now. */
    synchronized Map<TopicPartition, Long> ends(Collection<String> names) {
        return consumer.endOffsets(
                names.stream().flatMap(name -> partitions(name).stream()).toList(), PATIENCE);
    }

    synchronized void send(String topic, @Nullable String key, @Nullable String value, JsonNode headers) {
        var record = new ProducerRecord<>(topic, key, value);
        headers.properties().forEach(h -> record.headers()
                .add(h.getKey(), Text.of(h.getValue()).getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw trouble(e);
        }
    }

    /** What came onto a topic since it ended there: key, value and headers of each record. */
    synchronized List<ObjectNode> since(String topic, Map<TopicPartition, Long> offsets) {
        var partitions = partitions(topic);
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, offsets.getOrDefault(partition, 0L)));
        var ends = consumer.endOffsets(partitions, PATIENCE);
        var records = new ArrayList<ObjectNode>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition)))
            consumer.poll(Duration.ofMillis(100)).forEach(record -> records.add(json(record)));
        return records;
    }

    private static ObjectNode json(ConsumerRecord<String, String> record) {
        var json = Text.MAPPER.createObjectNode().put("key", record.key());
        var value = Text.parse(record.value());
        json.set("value", value == null ? Text.of(record.value()) : value);
        var headers = json.putObject("headers");
        record.headers()
                .forEach(h ->
                        headers.put(h.key(), h.value() == null ? null : new String(h.value(), StandardCharsets.UTF_8)));
        return json;
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
        consumer.close();
        admin.close(PATIENCE);
    }
}

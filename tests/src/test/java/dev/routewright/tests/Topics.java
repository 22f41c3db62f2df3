package dev.routewright.tests;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker in this process, with topics of one partition. */
final class Topics implements AutoCloseable {
    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    Topics(Collection<String> names) throws ExecutionException, InterruptedException {
        broker.afterPropertiesSet();
        admin = Admin.create(Map.of("bootstrap.servers", brokers()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers()), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers()), new StringDeserializer(), new StringDeserializer());
        admin.createTopics(
                        names.stream().map(n -> new NewTopic(n, 1, (short) 1)).toList())
                .all()
                .get();
    }

    String brokers() {
        return broker.getBrokersAsString();
    }

    void send(String topic, String value) {
        producer.send(new ProducerRecord<>(topic, value));
        producer.flush();
    }

    /** Waits until a consumer group has taken the topic, so that nothing sent from now on is missed. */
    boolean hasReader(String topic) {
        try {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isRead(topic));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private boolean isRead(String topic) throws ExecutionException, InterruptedException {
        var groups = admin.listConsumerGroups().all().get().stream()
                .map(ConsumerGroupListing::groupId)
                .toList();
        return admin.describeConsumerGroups(groups).all().get().values().stream()
                .flatMap(group -> group.members().stream())
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .anyMatch(partition -> partition.topic().equals(topic));
    }

    /** Every value on the topic, oldest first. */
    List<String> values(String topic) {
        var partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        var values = new ArrayList<String>();
        while (consumer.position(partition) < end)
            consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
        return values;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        admin.close();
        broker.destroy();
    }
}

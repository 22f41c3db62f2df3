package dev.routewright.cell;

import dev.routewright.route.Grant;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Makes the Kafka clients of one cell. They are the last to see a topic's name before the broker does: whatever header
 * or option moved a message, it goes to a topic of the grant or nowhere.
 */
final class TopicClients extends DefaultKafkaClientFactory {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String brokers;
    private final Grant grant;
    private final Set<TopicReader> readers = ConcurrentHashMap.newKeySet();
    /** When this thread connected the last time. */
    private final ThreadLocal<Long> connected = new ThreadLocal<>();

    TopicClients(String brokers, Grant grant) {
        this.brokers = brokers;
        this.grant = grant;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Producer getProducer(Properties properties) {
        var ours = checked(properties);
        // An option of a route must not make a message count as sent that no broker has.
        ours.put("acks", "all");
        return new Granted(ours, grant.topicsWritten());
    }

    /** Called by the thread that reads, each time it connects; one that fails at once is not to try without pause. */
    @Override
    public Consumer<Object, Object> getConsumer(Properties properties) {
        var ours = checked(properties);
        var before = connected.get();
        long now = System.nanoTime();
        if (before != null && now - before < PAUSE.toNanos()) LockSupport.parkNanos(PAUSE.toNanos() - (now - before));
        connected.set(System.nanoTime());
        var reader = new TopicReader(ours, grant.topicsRead(), readers::remove);
        readers.add(reader);
        return reader;
    }

    /** Why nothing is read, when nothing is: a sentence for operators. */
    Optional<String> trouble() {
        if (readers.isEmpty())
            return Optional.of(
                    ("[kafka %s] Its topics are not being read. Nothing is lost; look for the reason in the log, "
                                    + "and if it lasts, pause and resume the integration.")
                            .formatted(brokers));
        if (readers.stream().anyMatch(TopicReader::isConnected)) return Optional.empty();
        return Optional.of("[kafka %s] No broker answers. Nothing is lost; its topics are read on as soon as one does."
                .formatted(brokers));
    }

    private Properties checked(Properties properties) {
        var asked = properties.get("bootstrap.servers");
        if (!brokers.equals(asked)) throw new OutsideGrant("the brokers " + asked);
        return properties;
    }

    private static void check(Set<String> granted, String what, String topic) {
        if (!granted.contains(topic)) throw new OutsideGrant(what + topic);
    }

    private static final class Granted extends KafkaProducer<Object, Object> {
        private final Set<String> topics;

        Granted(Properties properties, Set<String> topics) {
            super(properties);
            this.topics = topics;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<Object, Object> message, Callback callback) {
            check(topics, "sending to topic ", message.topic());
            return super.send(message, callback);
        }
    }
}

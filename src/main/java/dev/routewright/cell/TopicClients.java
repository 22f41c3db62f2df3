package dev.routewright.cell;

import dev.routewright.route.Grant;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Makes the Kafka clients of one cell. They are the last to see a topic's name before the broker does: whatever header
 * or option moved a message, it goes to a topic of the grant or nowhere.
 */
final class TopicClients extends DefaultKafkaClientFactory {
    private final String brokers;
    private final Grant grant;

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

    @Override
    public Consumer<Object, Object> getConsumer(Properties properties) {
        return new Steady(checked(properties), grant.topicsRead());
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

    /**
     * Commits what is done although it is being stopped. Camel stops a consumer by waking it up; woken in the middle
     * of its commit, it would leave without, and the next version would read those messages again.
     */
    private static final class Steady extends KafkaConsumer<Object, Object> {
        private final Set<String> topics;

        Steady(Properties properties, Set<String> topics) {
            super(properties);
            this.topics = topics;
        }

        @Override
        public void subscribe(Collection<String> names, ConsumerRebalanceListener listener) {
            names.forEach(topic -> check(topics, "reading topic ", topic));
            super.subscribe(names, listener);
        }

        @Override
        public void subscribe(Collection<String> names) {
            names.forEach(topic -> check(topics, "reading topic ", topic));
            super.subscribe(names);
        }

        @Override
        public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
            throw new OutsideGrant("reading topics " + pattern);
        }

        @Override
        public void subscribe(Pattern pattern) {
            throw new OutsideGrant("reading topics " + pattern);
        }

        @Override
        public void assign(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> check(topics, "reading topic ", partition.topic()));
            super.assign(partitions);
        }

        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            try {
                super.commitSync(offsets, timeout);
            } catch (WakeupException stopping) {
                super.commitSync(offsets, timeout);
                // The next poll is to hear that it is time to go.
                wakeup();
            }
        }
    }
}

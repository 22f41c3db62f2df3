package dev.routewright.cell;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Makes Kafka consumers that commit what is done although they are being stopped. Camel stops a consumer by waking it
 * up; woken in the middle of its commit, it would leave without, and the next version would read those messages again.
 */
final class SteadyConsumers extends DefaultKafkaClientFactory {

    @Override
    public Consumer<Object, Object> getConsumer(Properties properties) {
        return new Steady(properties);
    }

    private static final class Steady extends KafkaConsumer<Object, Object> {
        Steady(Properties properties) {
            super(properties);
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

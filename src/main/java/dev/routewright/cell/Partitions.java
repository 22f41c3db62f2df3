package dev.routewright.cell;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * How many partitions topics have. Where no broker answers nobody asks again for a while: at a start without Kafka every
 * integration would wait for itself.
 */
final class Partitions {
    private static final int LONGEST_MILLIS = 3_000;
    private static final Duration REST = Duration.ofSeconds(30);

    private final String brokers;
    private long restUntil = System.nanoTime();

    Partitions(String brokers) {
        this.brokers = brokers;
    }

    /** Empty when no broker says so in time. */
    synchronized OptionalInt of(String topic) {
        if (System.nanoTime() - restUntil < 0) return OptionalInt.empty();
        try {
            var there = ask(topic);
            if (there.isEmpty()) restUntil = System.nanoTime() + REST.toNanos();
            return there;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        } catch (ExecutionException | KafkaException unknown) {
            return OptionalInt.empty();
        }
    }

    /** The client's own time limits count per broker and request; this one is for all of it. */
    private OptionalInt ask(String topic) throws InterruptedException, ExecutionException {
        var admin = Admin.create(Map.of("bootstrap.servers", brokers));
        try {
            var found = admin.describeTopics(List.of(topic)).allTopicNames().get(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
            return OptionalInt.of(found.get(topic).partitions().size());
        } catch (TimeoutException nobodyThere) {
            return OptionalInt.empty();
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}

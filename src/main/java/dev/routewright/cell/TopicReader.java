package dev.routewright.cell;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a consumer group, that reads topics of the grant or none. What is done is committed once a second, and
 * before a partition goes or the reader closes, although something is in the way just then (it is being stopped, the group
 * is shared out anew, the broker is away): a commit given up would have the next reader take the same messages in again. A
 * process that is killed leaves no more than a second's work to be done again.
 */
final class TopicReader extends KafkaConsumer<Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final Duration AT_THE_END = Duration.ofSeconds(5);

    private final Set<String> granted;
    private final Consumer<TopicReader> closed;
    /** What is done and not committed yet. */
    private final Map<TopicPartition, OffsetAndMetadata> late = new HashMap<>();

    private long committed = System.nanoTime();

    /** @param closed told once it is closed */
    TopicReader(Properties properties, Set<String> granted, Consumer<TopicReader> closed) {
        super(properties, new RecordText(), new RecordText());
        this.granted = granted;
        this.closed = closed;
    }

    /** Whether any broker is connected, as anybody may ask. */
    boolean isConnected() {
        return metrics().entrySet().stream()
                .filter(m -> m.getKey().name().equals("connection-count"))
                .anyMatch(m -> m.getValue().metricValue() instanceof Number count && count.doubleValue() > 0);
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        var records = super.poll(timeout);
        if (isTime()) commit(Map.copyOf(late), Duration.ofSeconds(1));
        return records;
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        late.putAll(offsets);
        if (isTime()) commit(Map.copyOf(late), timeout);
    }

    private boolean isTime() {
        return !late.isEmpty() && System.nanoTime() - committed >= PAUSE_NANOS;
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        committed = System.nanoTime();
        try {
            super.commitSync(offsets, timeout);
            offsets.forEach(late::remove);
        } catch (WakeupException stopping) {
            super.commitSync(offsets, timeout);
            // The next poll is to hear that it is time to go.
            wakeup();
            offsets.forEach(late::remove);
        } catch (RebalanceInProgressException | TimeoutException notNow) {
            // They stay late.
        }
    }

    @Override
    public void subscribe(Collection<String> names, ConsumerRebalanceListener listener) {
        names.forEach(this::check);
        super.subscribe(names, new Following(listener));
    }

    @Override
    public void subscribe(Collection<String> names) {
        subscribe(names, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> gone) {}

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> here) {}
        });
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
    public void assign(Collection<TopicPartition> wanted) {
        wanted.forEach(partition -> check(partition.topic()));
        super.assign(wanted);
    }

    @Override
    public void close() {
        closed.accept(this);
        commitTheRest();
        super.close();
    }

    @Override
    public void close(Duration timeout) {
        closed.accept(this);
        commitTheRest();
        super.close(timeout);
    }

    private void commitTheRest() {
        if (late.isEmpty()) return;
        try {
            commit(Map.copyOf(late), AT_THE_END);
        } catch (KafkaException ofOthers) {
            LOG.debug("Somebody else has the partitions already: {}", ofOthers.getMessage());
        }
        late.clear();
    }

    private void check(String topic) {
        if (!granted.contains(topic)) throw new OutsideGrant("reading topic " + topic);
    }

    /** Commits what is late before somebody else has the partition. */
    private final class Following implements ConsumerRebalanceListener {
        private final ConsumerRebalanceListener camels;

        Following(ConsumerRebalanceListener camels) {
            this.camels = camels;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            camels.onPartitionsRevoked(gone);
            var owed = new HashMap<>(late);
            owed.keySet().retainAll(gone);
            if (!owed.isEmpty()) commit(owed, AT_THE_END);
            gone.forEach(late::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> gone) {
            gone.forEach(late::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> here) {
            camels.onPartitionsAssigned(here);
        }
    }
}

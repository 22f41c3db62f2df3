package dev.routewright.integration;

import dev.routewright.journal.DeadLetterOutbox;
import dev.routewright.journal.DeadLetterOutbox.Due;
import dev.routewright.journal.StoreTrouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes kept messages on a topic, oldest first, after they are safe in the store: at least once, also after a crash,
 * and whenever the broker comes back. Nothing waits for it.
 */
public final class DeadLetterTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTopic.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final String INTEGRATION = "{integration}";
    private static final int AT_ONCE = 50;
    private static final int LARGEST = 11 << 20;

    private final DeadLetterOutbox outbox;
    private final String topic;
    private final Producer<String, byte[]> producer;
    private final Duration pause;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "dead-letter-topic");
        thread.setDaemon(true);
        return thread;
    });
    /** Topics that did not take one the last time. */
    private Set<String> told = Set.of();

    /**
     * @param topic may hold {@code {integration}}
     * @throws IllegalArgumentException when it is no name of a topic
     */
    public DeadLetterTopic(DeadLetterOutbox outbox, String topic, String brokers) {
        this(outbox, topic, producer(brokers), Duration.ofSeconds(1));
    }

    DeadLetterTopic(DeadLetterOutbox outbox, String topic, Producer<String, byte[]> producer, Duration pause) {
        if (!NAME.matcher(topic.replace(INTEGRATION, "x")).matches())
            throw new IllegalArgumentException("“%s” is no name of a topic.".formatted(topic));
        this.outbox = outbox;
        this.topic = topic;
        this.producer = producer;
        this.pause = pause;
    }

    private static Producer<String, byte[]> producer(String brokers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "max.request.size",
                        LARGEST,
                        "max.block.ms",
                        10_000,
                        "request.timeout.ms",
                        10_000,
                        "delivery.timeout.ms",
                        30_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public void start() {
        clock.scheduleWithFixedDelay(this::guarded, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void guarded() {
        try {
            publish();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            StoreTrouble.log(LOG, "dead letters", e);
        }
    }

    /** Each is marked when the broker has it. A topic that does not take one keeps those of the others from nothing. */
    void publish() throws InterruptedException {
        var refused = new HashMap<String, String>();
        long after = 0;
        for (var due = outbox.due(after, AT_ONCE); !due.isEmpty(); due = outbox.due(after, AT_ONCE))
            for (var letter : due) {
                after = letter.seq();
                var name = topic.replace(INTEGRATION, letter.integration());
                if (!refused.containsKey(name)) publish(name, letter, refused);
            }
        tell(refused);
    }

    private void publish(String name, Due letter, Map<String, String> refused) throws InterruptedException {
        try {
            // A reader of dead letters that fails would go round for ever.
            if (!name.equals(letter.message().entry().address())) send(name, letter);
            outbox.published(letter.id());
        } catch (ExecutionException | KafkaException failure) {
            refused.put(name, String.valueOf(failure.getMessage()));
        }
    }

    private void tell(Map<String, String> refused) {
        refused.forEach((name, why) -> {
            if (!told.contains(name))
                LOG.warn(
                        "[topic {}] Dead letters cannot be published. They are safe in the store and are published as soon "
                                + "as that works again. Check broker and topic: {}",
                        name,
                        why);
        });
        for (var name : told)
            if (!refused.containsKey(name)) LOG.info("[topic {}] Dead letters are published again.", name);
        told = Set.copyOf(refused.keySet());
    }

    private void send(String name, Due letter) throws InterruptedException, ExecutionException {
        try {
            producer.send(record(name, letter, outbox.body(letter.id()))).get();
        } catch (ExecutionException | KafkaException failure) {
            if (!(failure instanceof RecordTooLargeException)
                    && !(failure.getCause() instanceof RecordTooLargeException)) throw failure;
            // The broker takes no message of that size, today or tomorrow; who reads learns where it is.
            var without = record(name, letter, null);
            put(without, "routewright-body", "too-large");
            producer.send(without).get();
        }
    }

    private static ProducerRecord<String, byte[]> record(String name, Due letter, byte @Nullable [] body) {
        var headers = letter.message().headers();
        var record = new ProducerRecord<>(name, headers.get("kafka.KEY"), body);
        put(record, "routewright-dead-letter", letter.id());
        put(record, "routewright-integration", letter.integration());
        put(record, "routewright-version", String.valueOf(letter.version()));
        put(record, "routewright-step", letter.step());
        put(record, "routewright-cause", letter.cause());
        put(record, "routewright-kept", letter.kept().toString());
        var entry = letter.message().entry();
        put(record, "routewright-entry", (entry.kind() + " " + entry.method()).strip() + " " + entry.address());
        headers.forEach((header, value) -> {
            if (!header.startsWith("kafka.")) put(record, header, value);
            else if (!header.equals("kafka.KEY"))
                put(record, "routewright-" + header.substring("kafka.".length()).toLowerCase(Locale.ROOT), value);
        });
        return record;
    }

    private static void put(ProducerRecord<?, ?> record, String name, @Nullable String value) {
        if (value != null) record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}

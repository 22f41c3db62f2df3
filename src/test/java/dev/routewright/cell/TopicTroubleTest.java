package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.routewright.route.Grant;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a topic's messages live through, against a real broker in this process. */
class TopicTroubleTest {
    private static final int PORT = 21_410;
    private static final int HUGE = 11 * 1024 * 1024;

    @TempDir
    static Path data;

    static LastingBroker broker;

    @TempDir
    Path files;

    final List<String> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile int callMillis;

    Runtime runtime;
    HttpServer stock;
    Admin admin;
    String in;
    String out;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new LastingBroker(data, PORT, Map.of("message.max.bytes", String.valueOf(2 * HUGE)));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        runtime = Runtime.unread(
                files, settings -> settings.withKafkaBrokers(broker.address()).withKafkaConsumers(3));
        stock = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stock.setExecutor(Executors.newCachedThreadPool());
        stock.createContext("/stock/", exchange -> {
            int now = atOnce.incrementAndGet();
            mostAtOnce.accumulateAndGet(now, Math::max);
            var sku = exchange.getRequestURI().getPath().substring("/stock/".length());
            calls.add(sku);
            try {
                Thread.sleep(callMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            var reply = "{\"sku\":\"%s\"}".formatted(sku).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(sku.startsWith("bad") ? 404 : 200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        stock.start();
        runtime.services.setInstances(
                "stock",
                List.of(URI.create("http://127.0.0.1:" + stock.getAddress().getPort())));
        admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
        in = "in" + System.nanoTime();
        out = "out" + System.nanoTime();
        topic(in, 2);
        topic(out, 1);
    }

    @AfterEach
    void stop() {
        runtime.close();
        admin.close();
        stock.stop(0);
    }

    @Test
    void readsPartitionsInParallelAndEachInOrderAlsoWhileVersionsChange() throws Exception {
        callMillis = 20;
        runtime.cells.switchTo(version(1));
        // Asked for were three, and the topic has two partitions.
        await().atMost(Duration.ofSeconds(30)).until(() -> readers().equals(List.of(1, 1)));
        send(0, 60);
        await().until(() -> calls.size() > 10);
        runtime.cells.switchTo(version(2));
        send(60, 90);

        var got = read(90);

        assertThat(mostAtOnce.get()).isEqualTo(2);
        assertThat(got).hasSize(90);
        assertInOrderByKey(got, 90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"range", "cooperative"})
    void losesNothingAndKeepsTheOrderWhileAnotherReaderJoinsAndLeaves(String assignor) throws Exception {
        callMillis = 5;
        // Another reader gets none of two.
        in = "in-of-six" + System.nanoTime();
        topic(in, 6);
        runtime.cells.switchTo(version(1));
        var other = new ConcurrentHashMap<Integer, List<Integer>>();
        var going = new AtomicBoolean(true);
        send(0, 50);
        await().until(() -> calls.size() > 10);
        var joining = new Thread(() -> readAsAnother(assignor, going, other));
        joining.start();
        int sent = 50;
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (other.values().stream().mapToInt(List::size).sum() < 20 && System.nanoTime() < end) {
            // Never far ahead of what is done.
            int ahead = sent - 20;
            await().until(() ->
                    calls.size() + other.values().stream().mapToInt(List::size).sum() >= ahead);
            send(sent, sent + 10);
            sent += 10;
        }
        assertThat(other).isNotEmpty();
        going.set(false);
        joining.join();
        send(sent, sent + 50);
        int all = sent + 50;

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var seen = read(0).stream().map(TopicTroubleTest::number).collect(Collectors.toCollection(TreeSet::new));
            other.values().forEach(seen::addAll);
            assertThat(seen).hasSize(all);
        });
        var got = read(0);
        System.out.printf(
                "rebalance (%s): %d records, %d done here, %d by the other reader, %d twice%n",
                assignor,
                all,
                got.size(),
                other.values().stream().mapToInt(List::size).sum(),
                got.size() + other.values().stream().mapToInt(List::size).sum() - all);
        assertInOrderByKey(got, 0);
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void goesOnByItselfWhenTheBrokerHasBeenAway() throws Exception {
        callMillis = 10;
        runtime.cells.switchTo(version(1));
        send(0, 100);
        await().until(() -> calls.size() > 10);

        assertThat(runtime.cells.trouble("telemetry")).isEmpty();
        broker.stop();
        int when = calls.size();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(runtime.cells.trouble("telemetry"))
                .contains(("[kafka %s] No broker answers. Nothing is lost; its topics are read on as soon as one "
                                + "does.")
                        .formatted(broker.address())));
        broker.start();
        send(100, 150);

        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(
                        read(0).stream().map(TopicTroubleTest::number).collect(Collectors.toSet()))
                .hasSize(150));
        System.out.printf(
                "broker restart after %d calls: 150 records, %d sent on, %d kept%n",
                when, read(0).size(), runtime.kept.size());
        assertThat(runtime.kept).isEmpty();
        assertInOrderByKey(read(0), 0);
    }

    @Test
    void poisonEndsInTheDeadLettersWithItsPlaceAndThePartitionGoesOn() throws Exception {
        runtime.cells.switchTo(version(1));
        var notText = new byte[] {(byte) 0xc3, 0x28, 0, (byte) 0xff};
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.address(), "max.request.size", 2 * HUGE),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(in, 0, "k0", notText));
            producer.send(new ProducerRecord<>(in, 0, "k0", null));
            producer.send(new ProducerRecord<>(in, 0, "k0", new byte[HUGE]));
            producer.send(new ProducerRecord<>(in, 0, "k0", "{\"sku\":\"0\"}".getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(read(1)).extracting(r -> number(r)).containsExactly(0);

        assertThat(runtime.kept).hasSize(3);
        for (int n = 0; n < 3; n++)
            assertThat(runtime.kept.get(n).message().headers())
                    .containsEntry("kafka.KEY", "k0")
                    .containsEntry("kafka.TOPIC", in)
                    .containsEntry("kafka.PARTITION", "0")
                    .containsEntry("kafka.OFFSET", String.valueOf(n));
        assertThat(runtime.kept.get(0).message().body()).isEqualTo(notText);
        assertThat(runtime.kept.get(1).message().body()).isNull();
        assertThat(runtime.kept.get(2).message().body()).isNull();
        await().untilAsserted(() -> assertThat(committed(0)).isEqualTo(4));
    }

    @Test
    void theOffsetStaysWhereItIsWhileNothingCanBeKept() throws Exception {
        runtime.fillStore();
        runtime.cells.switchTo(version(1));
        send("k0", "{\"sku\":\"bad\"}");
        send("k0", "{\"sku\":\"7\"}");

        await().atMost(Duration.ofSeconds(30)).until(() -> calls.size() > 2);
        assertThat(calls).containsOnly("bad");
        assertThat(committed(0) + committed(1)).isZero();
        runtime.emptyStore();

        assertThat(read(1)).extracting(r -> number(r)).containsExactly(7);
        assertThat(runtime.kept).hasSize(1);
        await().untilAsserted(() -> assertThat(committed(0) + committed(1)).isEqualTo(2));
    }

    @Test
    void aSlowRouteCommitsWhatIsDoneBeforeTheRestOfWhatItWasGivenIs() throws Exception {
        callMillis = 600;
        send(0, 12);
        runtime.cells.switchTo(version(1));

        await().atMost(Duration.ofSeconds(20)).until(() -> committed(0) + committed(1) > 0);

        assertThat(read(0)).hasSizeLessThan(12);
    }

    @Test
    void aRecordTheBrokerDoesNotTakeFailsItsStep() throws Exception {
        runtime.cells.switchTo(version(1));
        send("k0", "{\"sku\":\"1\",\"pad\":\"" + "x".repeat(900_000) + "\"}");
        // What is sent on is larger than Kafka's client lets through.
        await().atMost(Duration.ofSeconds(30)).until(() -> !runtime.kept.isEmpty());

        assertThat(runtime.kept.get(0).step()).isEqualTo("send");
        assertThat(runtime.kept.get(0).cause())
                .isEqualTo("[kafka:%s] The message was not taken in 1 attempts. Check that it can be written to."
                        .formatted(out));
    }

    private void readAsAnother(String assignor, AtomicBoolean going, Map<Integer, List<Integer>> got) {
        var settings = new HashMap<String, Object>(Map.of(
                "bootstrap.servers",
                broker.address(),
                "group.id",
                "routewright.telemetry",
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest"));
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                assignor.equals("range")
                        ? List.of(RangeAssignor.class, CooperativeStickyAssignor.class)
                        : List.of(CooperativeStickyAssignor.class));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(in));
            while (going.get()) {
                var records = consumer.poll(Duration.ofMillis(100));
                records.forEach(r -> got.computeIfAbsent(r.partition(), p -> new CopyOnWriteArrayList<>())
                        .add(Integer.parseInt(r.value().replaceAll("\\D", ""))));
                if (!records.isEmpty()) consumer.commitSync();
            }
        }
    }

    /** Each key's records, a repeated one counting once, are in the order they were sent in. */
    private static void assertInOrderByKey(List<String> got, int all) {
        var byKey = new HashMap<String, List<Integer>>();
        for (var record : got) {
            var numbers = byKey.computeIfAbsent(record.substring(0, record.indexOf(' ')), k -> new ArrayList<>());
            if (!numbers.contains(number(record))) numbers.add(number(record));
        }
        byKey.values().forEach(numbers -> assertThat(numbers).isSorted());
        if (all > 0)
            assertThat(byKey.values().stream().mapToInt(List::size).sum()).isEqualTo(all);
    }

    private static int number(String record) {
        return Integer.parseInt(record.substring(record.indexOf(' ')).replaceAll("\\D", ""));
    }

    private void topic(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)
                        .configs(name.startsWith("in") ? Map.of("max.message.bytes", "" + 2 * HUGE) : Map.of())))
                .all()
                .get();
    }

    /** How many partitions each member of the group has. */
    private List<Integer> readers() throws Exception {
        var group = admin.describeConsumerGroups(List.of("routewright.telemetry"))
                .all()
                .get();
        return group.get("routewright.telemetry").members().stream()
                .map(member -> member.assignment().topicPartitions().size())
                .toList();
    }

    private long committed(int partition) throws Exception {
        var offsets = admin.listConsumerGroupOffsets("routewright.telemetry")
                .partitionsToOffsetAndMetadata()
                .get();
        var offset = offsets.get(new TopicPartition(in, partition));
        return offset == null ? 0 : offset.offset();
    }

    private void send(int from, int to) {
        try (var producer = producer()) {
            IntStream.range(from, to)
                    .forEach(n -> producer.send(new ProducerRecord<>(in, "k" + n % 7, "{\"sku\":\"" + n + "\"}")));
        }
    }

    private void send(String key, String value) {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(in, key, value));
        }
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new StringSerializer());
    }

    /** What was sent on, once it is so many. */
    private List<String> read(int count) {
        var got = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.address()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(out, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> got.add(r.key() + " " + r.value()));
                return got.size() >= count
                        && consumer.position(partition)
                                >= consumer.endOffsets(List.of(partition)).get(partition);
            });
        }
        return got;
    }

    private CellRuntime.Version version(int number) {
        return Runtime.version(
                "telemetry",
                number,
                """
                - route:
                    id: telemetry
                    from:
                      uri: kafka:%s
                      steps:
                        - setVariable: {id: message, name: message, jq: {expression: "."}}
                        - to: {id: look, uri: "kamelet:stock-getStock", variableSend: message, variableReceive: stock}
                        - setBody: {id: b, jq: {expression: 'variable("stock") + {pad: (variable("message").pad | . + .)}'}}
                        - to: {id: send, uri: "kafka:%s"}
                """.formatted(in, out),
                new Grant(
                        List.of(new Grant.Entry("kafka", "", in)),
                        new TreeSet<>(Set.of("stock.getStock")),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of(in)),
                        new TreeSet<>(Set.of(out)),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of("kafka", "kamelet")),
                        new TreeSet<>(Set.of("jq")),
                        new TreeSet<>()));
    }
}

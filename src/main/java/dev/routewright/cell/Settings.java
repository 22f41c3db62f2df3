package dev.routewright.cell;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where cells meet the outside, and the bounds they keep.
 *
 * @param files the folder every file endpoint lies under
 * @param kafkaBrokers {@code host:port,…}; without them no route with Kafka starts
 * @param kafkaConsumers partitions of a topic that are read at the same time, unless a route says otherwise
 * @param ingress address and port of the HTTP door, port 0 for any free one
 * @param largestBody bytes of a message; a larger one is refused with 413
 * @param mostRequests messages under way at the door; above it callers are told to come back
 * @param answerWithin how long a caller may wait; afterwards the message goes on without a caller
 * @param drain how long a replaced cell may take to finish its messages before they are kept instead
 * @param jmx what of each cell appears in JMX under its integration's name
 * @param budget of each cell
 * @param entrance what each integration's HTTP entries do with those who come often
 */
public record Settings(
        Path files,
        Optional<String> kafkaBrokers,
        int kafkaConsumers,
        InetSocketAddress ingress,
        int largestBody,
        int mostRequests,
        Duration answerWithin,
        Duration drain,
        Jmx jmx,
        Budget budget,
        Entrance entrance) {

    public static final int DEFAULT_PORT = 8090;
    public static final int DEFAULT_CONSUMERS = 4;
    private static final int TEN_MIB = 10 * 1024 * 1024;

    public Settings {
        files = files.toAbsolutePath().normalize();
        if (kafkaConsumers < 1) throw new IllegalArgumentException("kafkaConsumers must be above 0.");
        if (largestBody < 1 || mostRequests < 1)
            throw new IllegalArgumentException("largestBody and mostRequests must be above 0.");
    }

    /** The safe ones: loopback, no Kafka. */
    public static Settings of(Path files) {
        return new Settings(
                files,
                Optional.empty(),
                DEFAULT_CONSUMERS,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT),
                TEN_MIB,
                1000,
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Jmx.STANDARD,
                Budget.STANDARD,
                Entrance.STANDARD);
    }

    public Settings withIngress(InetSocketAddress address) {
        return with(copy -> copy.ingress = address);
    }

    public Settings withKafkaBrokers(String brokers) {
        return with(copy -> copy.kafkaBrokers = Optional.of(brokers));
    }

    public Settings withKafkaConsumers(int most) {
        return with(copy -> copy.kafkaConsumers = most);
    }

    public Settings withLimits(int body, int requests) {
        return with(copy -> {
            copy.largestBody = body;
            copy.mostRequests = requests;
        });
    }

    public Settings withDrain(Duration limit) {
        return with(copy -> copy.drain = limit);
    }

    public Settings withAnswerWithin(Duration limit) {
        return with(copy -> copy.answerWithin = limit);
    }

    public Settings withoutJmx() {
        return withJmx(Jmx.NONE);
    }

    public Settings withJmx(Jmx ofEachCell) {
        return with(copy -> copy.jmx = ofEachCell);
    }

    public Settings withBudget(Budget ofEachCell) {
        return with(copy -> copy.budget = ofEachCell);
    }

    public Settings withEntrance(Entrance ofEachIntegration) {
        return with(copy -> copy.entrance = ofEachIntegration);
    }

    private Settings with(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.settings();
    }

    /** What a change is written into; a record has no other way of being all but one the same. */
    private static final class Copy {
        private final Path files;
        private Optional<String> kafkaBrokers;
        private int kafkaConsumers;
        private InetSocketAddress ingress;
        private int largestBody;
        private int mostRequests;
        private Duration answerWithin;
        private Duration drain;
        private Jmx jmx;
        private Budget budget;
        private Entrance entrance;

        Copy(Settings as) {
            files = as.files;
            kafkaBrokers = as.kafkaBrokers;
            kafkaConsumers = as.kafkaConsumers;
            ingress = as.ingress;
            largestBody = as.largestBody;
            mostRequests = as.mostRequests;
            answerWithin = as.answerWithin;
            drain = as.drain;
            jmx = as.jmx;
            budget = as.budget;
            entrance = as.entrance;
        }

        Settings settings() {
            return new Settings(
                    files,
                    kafkaBrokers,
                    kafkaConsumers,
                    ingress,
                    largestBody,
                    mostRequests,
                    answerWithin,
                    drain,
                    jmx,
                    budget,
                    entrance);
        }
    }

    /**
     * @param perSecond requests one integration takes in a second, 0 for as many as come
     * @param keysKept how long an {@code Idempotency-Key} is remembered
     */
    public record Entrance(int perSecond, Duration keysKept) {
        public static final Entrance STANDARD = new Entrance(0, Duration.ofHours(24));

        public Entrance {
            if (perSecond < 0 || perSecond > 1_000_000)
                throw new IllegalArgumentException("The rate must be 0 to 1,000,000 requests a second.");
            if (keysKept.compareTo(Duration.ofMinutes(1)) < 0 || keysKept.compareTo(Duration.ofDays(3650)) > 0)
                throw new IllegalArgumentException(
                        "An Idempotency-Key is kept at least a minute and at most 10 years.");
        }
    }
}

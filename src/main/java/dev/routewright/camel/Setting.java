package dev.routewright.camel;

import dev.routewright.route.Service.Kind;
import dev.routewright.route.Service.Security;
import java.util.Locale;

/**
 * A property the plugin reads where the route runs: from {@code application.properties}, the environment, or whatever
 * else Camel takes properties from. An enum of all of them, so that exports and pages can name each with its default.
 */
public enum Setting {
    MANIFEST("routewright.manifest", "classpath:" + Manifest.PLACE, "where the manifest is, classpath:… or file:…"),
    DATA_DIR(
            "routewright.data-dir",
            "data",
            "folder of the store and, under files/, of the folders the route reads and writes"),
    STORE_URL(
            "routewright.store.url",
            "",
            "JDBC URL of the store for dead letters, memory and calls still to be made; an H2 file in data-dir unless it is set"),
    STORE_USERNAME("routewright.store.username", "sa", "user of the store"),
    STORE_PASSWORD("routewright.store.password", "", "password of the store; from the environment, never from a file"),
    KAFKA_BROKERS("routewright.kafka.brokers", "", "host:port,… of Kafka, for routes that read or write topics"),
    KAFKA_CONSUMERS(
            "routewright.kafka.consumers",
            Type.COUNT,
            "4",
            "partitions of a topic that are read at the same time, unless the route says otherwise"),
    MAX_BODY(
            "routewright.ingress.max-body",
            Type.SIZE,
            "10485760",
            "bytes a request may have; a larger one is refused with 413"),
    MAX_REQUESTS(
            "routewright.ingress.max-requests",
            Type.COUNT,
            "1000",
            "requests under way at most; above it callers are told to come back"),
    RATE("routewright.ingress.rate", Type.NUMBER, "0", "requests taken in a second, 0 for as many as come"),
    ANSWER_WITHIN(
            "routewright.ingress.answer-within",
            Type.TIME,
            "PT5M",
            "how long a caller may wait; afterwards the message goes on without a caller"),
    IDEMPOTENCY_KEEP(
            "routewright.ingress.idempotency-keep", Type.TIME, "PT24H", "how long an Idempotency-Key is remembered"),
    DRAIN(
            "routewright.ingress.drain",
            Type.TIME,
            "PT30S",
            "how long messages may take to end when the process is asked to stop"),
    CELL_THREADS("routewright.cell.threads", Type.COUNT, "64", "threads of all pools of the route together"),
    CELL_UNDER_WAY(
            "routewright.cell.under-way",
            Type.COUNT,
            "500",
            "messages under way at most; above it callers are told to come back"),
    CELL_STEPS(
            "routewright.cell.steps", Type.COUNT, "100000", "steps one message may take, parts and branches included"),
    CELL_DEPTH(
            "routewright.cell.depth",
            Type.COUNT,
            "250",
            "steps one message may be inside of at a time, which ends a route that calls itself"),
    CELL_MESSAGE_MEMORY(
            "routewright.cell.message-memory",
            Type.SIZE,
            "128MB",
            "what one message may come to, counting everything its steps make of it"),
    CELL_MEMORY("routewright.cell.memory", Type.SIZE, "256MB", "what the messages under way may come to together"),
    CELL_WAITING("routewright.cell.waiting", Type.COUNT, "1000", "messages a queue or an aggregation may hold"),
    CELL_SHORTEST_PERIOD(
            "routewright.cell.shortest-period", Type.TIME, "1s", "shortest time between two runs of a timer"),
    CELL_BURNS_FOR("routewright.cell.burns-for", Type.TIME, "10s", "how long one step may keep a processor busy"),
    CELL_STUCK_AFTER("routewright.cell.stuck-after", Type.TIME, "60s", "how long one step may keep a thread"),
    CELL_GIVEN_UP_AFTER(
            "routewright.cell.given-up-after",
            Type.TIME,
            "1h",
            "how long a message may be under way before it is kept as a dead letter instead");

    private static final String SERVICES = "routewright.services.";

    /** What its values are. */
    enum Type {
        TEXT,
        /** From 0. */
        NUMBER,
        /** From 1. */
        COUNT,
        SIZE,
        TIME
    }

    private final String property;
    private final Type type;
    private final String standard;
    private final String meaning;

    Setting(String property, String standard, String meaning) {
        this(property, Type.TEXT, standard, meaning);
    }

    Setting(String property, Type type, String standard, String meaning) {
        this.property = property;
        this.type = type;
        this.standard = standard;
        this.meaning = meaning;
    }

    /** Its name, such as {@code routewright.data-dir}. */
    public String property() {
        return property;
    }

    Type type() {
        return type;
    }

    /** What holds unless it is set; empty for nothing. */
    public String standard() {
        return standard;
    }

    /** Half a sentence that says what it is. */
    public String meaning() {
        return meaning;
    }

    /** The property with the addresses of a service, with commas between; unless it is set, those of its document. */
    public static String instances(String service) {
        return SERVICES + service + ".instances";
    }

    /**
     * The property with what a service is shown. For basic user and password, for oauth2 and openid client id and secret,
     * with a colon between.
     */
    public static String credential(String service, Security place) {
        var kind = place.kind().name().toLowerCase(Locale.ROOT);
        boolean named = place.kind() == Kind.HEADER || place.kind() == Kind.QUERY;
        return SERVICES + service + ".credentials." + (named ? kind + "." + place.name() : kind);
    }
}

package exported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import exported.Scenario.Answer;
import exported.Scenario.Delivered;
import exported.Scenario.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;

/** Plays one scenario: with a store and folders of its own, stand-ins for the services, and messages one after the other. */
final class Player implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger STORES = new AtomicInteger();

    private final Stubs stubs;
    private final Path data;
    private final String store;
    private final Topics topics = new Topics();

    Player() throws IOException {
        this.stubs = new Stubs(Scenario.services());
        this.data = Files.createTempDirectory("rehearsal");
        this.store = "jdbc:h2:mem:rehearsal" + STORES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    }

    /** What differs from how it runs. */
    Map<String, String> properties() {
        var properties = new LinkedHashMap<>(stubs.instances());
        properties.put("routewright.data-dir", data.toString());
        properties.put("routewright.store.url", store);
        if (topics.areThere()) properties.put("routewright.kafka.brokers", topics.brokers());
        return properties;
    }

    /** @param port where the integration listens */
    void play(Scenario scenario, CamelContext context, int port) throws Exception {
        stubs.play(scenario);
        topics.begin(scenario.delivered());
        letNothingComeByItself(context);
        var answers = new ArrayList<Answer>();
        for (var message : scenario.messages()) {
            switch (message.entry()) {
                case "http" -> answers.add(call(message, port));
                case "file" -> drop(message);
                case "kafka" -> topics.publish(message);
                default -> fire(context);
            }
        }
        await("calls that have not come", () -> stubs.missing().isEmpty() ? "" : stubs.missing().toString());
        await("files and records", () -> missing(scenario.delivered()));
        await("dead letters", () -> deadLetters() < scenario.deadLetters() ? "only " + deadLetters() : "");
        await("messages under way", () -> context.getInflightRepository().size() > 0 ? "some" : "");
        assertEquals(List.of(), stubs.unexpected(), "calls nobody expected");
        assertEquals(scenario.deadLetters(), deadLetters(), "dead letters");
        assertAnswers(scenario.answers(), answers);
    }

    private static void assertAnswers(List<Answer> wanted, List<Answer> answers) {
        if (wanted.isEmpty()) return;
        assertEquals(
                wanted.stream().map(Answer::status).toList(),
                answers.stream().map(Answer::status).toList(),
                () -> "status; the answers are " + answers);
        for (int i = 0; i < answers.size(); i++) {
            var expected = wanted.get(i);
            var seen = answers.get(i);
            // What the runtime itself says of a failure names places, which are others here.
            boolean problem = expected.type() != null && expected.type().contains("problem+json");
            if (problem) assertEquals(title(expected), title(seen));
            else
                assertTrue(
                        new Pattern(expected.body()).fits(seen.body()),
                        () -> "Expected the answer %s, and it is %s".formatted(expected.body(), seen.body()));
        }
    }

    private static String title(Answer answer) {
        try {
            return new ObjectMapper().readTree(answer.body()).path("title").asText();
        } catch (IOException e) {
            return answer.body();
        }
    }

    private static Answer call(Message message, int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + message.address()));
        message.headers().forEach(request::header);
        boolean typed = message.headers().keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
        if (message.body() != null && !typed) request.header("Content-Type", "application/json");
        request.method(
                message.method(),
                message.body() == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(message.body()));
        var response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(), response.headers().firstValue("Content-Type").orElse(""), response.body());
    }

    /** Written beside and moved, so that nobody reads half of it. */
    private void drop(Message message) throws IOException {
        var folder = Files.createDirectories(data.resolve("files").resolve(message.address()));
        var beside = Files.writeString(Files.createTempFile(data, "file", ""), String.valueOf(message.body()));
        Files.move(
                beside,
                folder.resolve(message.headers().getOrDefault("CamelFileName", "file")),
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** A timer that fires in the middle of a scenario would be one message too many. */
    private static void letNothingComeByItself(CamelContext context) throws Exception {
        for (var route : context.getRoutes())
            if (isClock(route)) context.getRouteController().suspendRoute(route.getId());
    }

    private static boolean isClock(Route route) {
        return route.getEndpoint().getEndpointUri().matches("(timer|scheduler|quartz|cron):.*");
    }

    private static void fire(CamelContext context) throws Exception {
        for (var route : context.getRoutes()) {
            if (!isClock(route) || !(route.getConsumer() instanceof DefaultConsumer consumer)) continue;
            var exchange = consumer.createExchange(false);
            try {
                consumer.getProcessor().process(exchange);
            } finally {
                consumer.releaseExchange(exchange, false);
            }
            return;
        }
        throw new IllegalStateException("There is no timer.");
    }

    /** Those that are not there, or are otherwise; empty when all are. */
    private String missing(List<Delivered> expected) throws IOException {
        var missing = new ArrayList<String>();
        var files = files();
        var records = topics.records(expected);
        for (var one : expected) {
            // Each stands for one: two that are expected are not there because one is.
            var seen = Topics.isRecord(one) ? records : files;
            var first = seen.stream().filter(delivered -> fits(one, delivered)).findFirst();
            if (first.isEmpty()) missing.add(one.toString());
            else seen.remove(first.get());
        }
        return missing.isEmpty() ? "" : missing + "; there are " + files + " and " + records;
    }

    private static boolean fits(Delivered expected, Delivered seen) {
        return new Pattern(expected.target()).fits(seen.target())
                && new Pattern(expected.content()).fits(seen.content())
                && (expected.key() == null || new Pattern(expected.key()).fits(seen.key()));
    }

    private List<Delivered> files() throws IOException {
        var root = data.resolve("files");
        var files = new ArrayList<Delivered>();
        if (!Files.exists(root)) return files;
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList())
                files.add(new Delivered(
                        "file:" + root.relativize(file).toString().replace('\\', '/'), "", Files.readString(file)));
        }
        return files;
    }

    private int deadLetters() throws SQLException {
        try (var connection = DriverManager.getConnection(store, "sa", "");
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from dead_letter")) {
            result.next();
            return result.getInt(1);
        }
    }

    /** @param trouble empty as soon as there is none */
    private static void await(String what, Callable<String> trouble) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var left = trouble.call();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
            left = trouble.call();
        }
        assertEquals("", left, what);
    }

    @Override
    public void close() {
        stubs.close();
    }
}

package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Draft;
import dev.routewright.route.Operation;
import dev.routewright.services.LiveServices;
import dev.routewright.services.ServiceRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pattern does what it is shown for. Beside this class lies a {@code patterns/<name>.check.yaml} for each: a list of
 * checks, each with the messages that come in one after the other, the replies of operations (a list is used up in order,
 * its last one stays; {@code down} refuses connections, {@code hangs} does not answer; others, and a success without a
 * body, answer with the example of the document), and what must come of it: answers, calls in any order, deliveries, causes of dead letters.
 */
class PatternsRunTest {
    private static final Path PATTERNS = Path.of("../generator/src/main/resources/dev/routewright/knowledge/patterns");
    private static final Path CHECKS = Path.of("test/resources/dev/routewright/cell/patterns");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final YAMLMapper YAML = new YAMLMapper();

    private static LiveServices services;
    private static CamelStage stage;

    @BeforeAll
    static void open() throws IOException {
        services = new LiveServices(OpenApiServices::read, new Runtime.NoStore(), Runtime.QUICK);
        for (var file : names(PATTERNS.resolve("services"), ".openapi.json"))
            services.register(
                    OpenApiServices.nameFor(file),
                    Files.readString(PATTERNS.resolve("services").resolve(file + ".openapi.json")));
        stage = new CamelStage(
                services, ServiceKamelets::yaml, Policy.standard().permitted());
    }

    @AfterAll
    static void close() {
        stage.close();
        services.close();
    }

    private static Stream<Arguments> checks() throws IOException {
        var checks = new ArrayList<Arguments>();
        for (var pattern : names(CHECKS, ".check.yaml"))
            for (var check :
                    YAML.readTree(CHECKS.resolve(pattern + ".check.yaml").toFile()))
                checks.add(Arguments.of(pattern, check.path("name").asText(), check));
        return checks.stream();
    }

    @Test
    void everyPatternIsChecked() throws IOException {
        assertThat(names(CHECKS, ".check.yaml")).containsExactlyElementsOf(names(PATTERNS, ".camel.yaml"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("checks")
    void aPatternDoesWhatItIsShownFor(String pattern, String name, JsonNode check) throws IOException {
        var yaml = Files.readString(PATTERNS.resolve(pattern + ".camel.yaml"));
        var known =
                services.all().stream().map(ServiceRegistry.Registered::service).toList();
        var grant = new Inspector(Policy.standard()).inspect(yaml, known).grant();
        var outside = new Outside(check.path("replies"));
        try (var performance = stage.open(new Draft(pattern, yaml, null, List.of()), grant, outside::call)) {
            performance.beginTrial();
            for (var message : check.path("messages")) {
                var answer = performance.deliver(body(message), headers(message), LIMIT);
                if (message.has("status"))
                    assertThat(answer.status())
                            .as(answer.body())
                            .isEqualTo(message.path("status").asInt());
                if (message.has("answer"))
                    assertThat(Json.MAPPER.readTree(answer.body()).toString())
                            .isEqualTo(message.path("answer").toString());
            }
            performance.settle(LIMIT);
            assertCalls(check.path("calls"), outside.calls);
            if (check.has("files"))
                assertThat(performance.deliveries())
                        .extracting(d -> d.content())
                        .isEqualTo(texts(check.path("files")));
            else
                assertThat(performance.deliveries().stream().map(d -> d.target() + " " + d.content()))
                        .containsExactlyElementsOf(texts(check.path("deliveries")));
            assertThat(performance.deadLetters()).containsExactlyElementsOf(texts(check.path("deadLetters")));
        }
    }

    /** What is listed must be among the inputs of a call; what the runtime adds is not. */
    private static void assertCalls(JsonNode expected, List<String> made) throws IOException {
        var left = new ArrayList<>(made);
        for (var call : expected)
            assertThat(left.stream().filter(seen -> fits(call, seen)).findFirst())
                    .as("%s among %s", call, left)
                    .hasValueSatisfying(left::remove);
        assertThat(left).as("calls nobody expects").isEmpty();
    }

    private static boolean fits(JsonNode call, String seen) {
        try {
            int space = seen.indexOf(' ');
            var input = Json.MAPPER.readTree(seen.substring(space + 1));
            return seen.substring(0, space).equals(call.path("op").asText())
                    && call.path("input").properties().stream().allMatch(e -> e.getValue()
                            .toString()
                            .equals(input.path(e.getKey()).toString()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable String body(JsonNode message) {
        if (!message.has("body")) return null;
        var body = message.path("body");
        return body.isTextual() ? body.asText() : body.toString();
    }

    private static Map<String, String> headers(JsonNode message) {
        var headers = new TreeMap<String, String>();
        if (message.path("body").isContainerNode()) headers.put("Content-Type", "application/json");
        message.path("headers")
                .properties()
                .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
        return headers;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(ending))
                    .map(f -> f.substring(0, f.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    /** Every service. */
    private static final class Outside {
        final List<String> calls = new CopyOnWriteArrayList<>();
        private final JsonNode replies;
        private final Map<String, Integer> turns = new ConcurrentHashMap<>();

        Outside(JsonNode replies) {
            this.replies = replies;
        }

        Reaction call(String operation, String input) {
            calls.add(operation + " " + input);
            var reply = replies.path(operation);
            if (reply.isArray()) reply = reply.get(Math.min(turns.merge(operation, 1, Integer::sum), reply.size()) - 1);
            if (reply.asText().equals("down")) return new Reaction.Refuses();
            if (reply.asText().equals("hangs")) return new Reaction.Hangs();
            boolean works = reply.path("status").asInt(200) < 300;
            return works && !reply.has("body") ? example(operation) : reply(reply);
        }

        private static Reaction reply(JsonNode reply) {
            return new Reaction.Replies(
                    reply.path("status").asInt(200),
                    reply.has("body") ? reply.path("body").toString() : "");
        }

        private static Reaction example(String key) {
            var success = services.all().stream()
                    .flatMap(s -> s.service().operations().stream())
                    .filter(o -> o.key().equals(key))
                    .findFirst()
                    .flatMap(Operation::success)
                    .orElseThrow();
            return new Reaction.Replies(
                    success.status(),
                    success.example() == null
                            ? ""
                            : Json.MAPPER.valueToTree(success.example()).toString());
        }
    }
}

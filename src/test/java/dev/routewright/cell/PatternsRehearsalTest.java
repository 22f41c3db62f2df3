package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.rehearsal.Rehearsal;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Sent;
import dev.routewright.route.Scenario.Stubbed;
import dev.routewright.route.Service;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.services.LiveServices;
import dev.routewright.services.ServiceRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No fault makes a right route fail: what a model is shown as a good answer passes whatever is injected, as a route
 * somebody wrote and as one that was planned in words.
 */
class PatternsRehearsalTest {
    private static final Path PATTERNS = Path.of("../generator/src/main/resources/dev/routewright/knowledge/patterns");
    private static final Path CHECKS = Path.of("test/resources/dev/routewright/cell/patterns");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static LiveServices services;
    private static CamelStage stage;

    @BeforeAll
    static void open() throws IOException {
        services = new LiveServices(OpenApiServices::read, new Runtime.NoStore(), Runtime.QUICK);
        try (var files = Files.list(PATTERNS.resolve("services"))) {
            for (var file : files.sorted().toList())
                services.register(OpenApiServices.nameFor(file.getFileName().toString()), Files.readString(file));
        }
        stage = new CamelStage(
                services, ServiceKamelets::yaml, Policy.standard().permitted());
    }

    @AfterAll
    static void close() {
        stage.close();
        services.close();
    }

    static Stream<String> patterns() throws IOException {
        try (var files = Files.list(PATTERNS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".camel.yaml"))
                    .map(name -> name.replace(".camel.yaml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** One pattern looks again at its next turn for what failed, which of a route without a plan nobody knows. */
    static Stream<String> patternsWhoseFailuresAreSeen() throws IOException {
        return patterns().filter(pattern -> !pattern.equals("poll-once"));
    }

    @ParameterizedTest
    @MethodSource("patternsWhoseFailuresAreSeen")
    void aRightRouteSomebodyWrotePassesEveryFault(String pattern) throws IOException {
        var yaml = Files.readString(PATTERNS.resolve(pattern + ".camel.yaml"));

        assertThat(failedFaults(rehearse(new Draft(pattern, yaml, null, examples(pattern)), grant(yaml))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aRightRoutePlannedInWordsPassesEveryFault(String pattern) throws IOException {
        var yaml = Files.readString(PATTERNS.resolve(pattern + ".camel.yaml"));
        var grant = grant(yaml);
        var plan = plan(grant, examples(pattern));

        assertThat(failedFaults(rehearse(new Draft(pattern, yaml, plan, List.of()), grant)))
                .isEmpty();
    }

    private static Evidence rehearse(Draft draft, Grant grant) {
        return new Rehearsal(stage, Duration.ofSeconds(60), 400).run(draft, grant, known(), run -> {});
    }

    private static List<String> failedFaults(Evidence evidence) {
        return evidence.runs().stream()
                .filter(run -> run.kind().equals("fault") && !run.passed())
                .map(run -> run.injected() + ": " + run.problem())
                .toList();
    }

    private static Grant grant(String yaml) {
        return new Inspector(Policy.standard()).inspect(yaml, known()).grant();
    }

    private static List<Service> known() {
        return BuiltIn.with(
                services.all().stream().map(ServiceRegistry.Registered::service).toList());
    }

    /** Every failure is dealt with in some way nobody knows: what a model says of such steps differs from run to run. */
    private static Plan plan(Grant grant, List<Scenario> examples) {
        var steps = new ArrayList<Step>();
        for (var operation : grant.operations())
            steps.add(new Step.Task(
                    "step-" + steps.size(),
                    List.of(1),
                    operation,
                    "call",
                    operation,
                    "",
                    "",
                    List.of(),
                    "as described",
                    List.of()));
        if (steps.isEmpty())
            steps.add(new Step.Task(
                    "step", List.of(1), "step", "publish", "", "", "", List.of(), "as described", List.of()));
        return new Plan(
                "Plan",
                Lang.EN,
                List.of(new Clause(1, "one")),
                trigger(grant.entries().get(0)),
                Map.of(),
                steps,
                List.of(),
                List.of(),
                examples);
    }

    private static Trigger trigger(Grant.Entry entry) {
        return switch (entry.kind()) {
            case "http" -> new Trigger.Http(List.of(1), entry.method(), entry.address());
            case "file" -> new Trigger.Folder(List.of(1), entry.address(), "");
            case "kafka" -> new Trigger.Topic(List.of(1), entry.address());
            default -> new Trigger.Timer(List.of(1), Duration.ofMinutes(1));
        };
    }

    private static List<Scenario> examples(String pattern) throws IOException {
        var examples = new ArrayList<Scenario>();
        for (var check : YAML.readTree(CHECKS.resolve(pattern + ".check.yaml").toFile())) {
            var replies = new LinkedHashMap<String, List<Stubbed>>();
            check.path("replies").properties().forEach(entry -> replies.put(entry.getKey(), replies(entry.getValue())));
            var messages = new ArrayList<Sent>();
            var answers = new ArrayList<Scenario.Answer>();
            for (var message : check.path("messages")) {
                messages.add(sent(message));
                if (message.has("status"))
                    answers.add(new Scenario.Answer(message.path("status").asInt(), null));
            }
            var calls = new ArrayList<Scenario.Call>();
            check.path("calls")
                    .forEach(call -> calls.add(new Scenario.Call(call.path("op").asText(), Map.of())));
            examples.add(new Scenario(
                    check.path("name").asText(), List.of(1), messages, replies, calls, answers, List.of()));
        }
        return examples;
    }

    private static Sent sent(JsonNode message) {
        var headers = message.path("headers").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
        var file = headers.remove("CamelFileName");
        var body = message.has("body") ? Json.MAPPER.convertValue(message.path("body"), Object.class) : null;
        return new Sent(body, headers, file == null ? "" : file);
    }

    private static List<Stubbed> replies(JsonNode given) {
        var all = new ArrayList<Stubbed>();
        for (var one : given.isArray() ? given : List.of(given))
            all.add(
                    one.isTextual()
                            ? new Stubbed(0, null)
                            : new Stubbed(
                                    one.path("status").asInt(200),
                                    one.has("body") ? Json.MAPPER.convertValue(one.path("body"), Object.class) : null));
        return all;
    }
}

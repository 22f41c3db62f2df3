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
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
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
    private static final Set<String> OPEN = Set.of();

    record Case(String id, String file, boolean warningIsEnough) {
        @Override
        public String toString() {
            return id;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileRoutesAreRefused(Case hostile) throws IOException {
        assertThat(isRefused(hostile)).as(hostile.id()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("useful")
    void usefulRoutesAreAccepted(Case useful) throws IOException {
        assertThat(INSPECTOR.inspect(text("accept", useful), List.of()).findings())
                .as(useful.id())
                .noneMatch(Finding::isError);
    }

    /** The list says what is left: whoever mends a case takes it off, and nobody lists what is no case. */
    @Test
    void whatIsListedAsOpenIsOpen() throws IOException {
        var mended = new TreeSet<>(OPEN);
        for (Case c : all("reject").toList()) if (isOpen(c) && !isRefused(c)) mended.remove(name(c));
        for (Case c : all("accept").toList())
            if (isOpen(c) && !INSPECTOR.inspect(text("accept", c), List.of()).accepted()) mended.remove(name(c));

        assertThat(mended).isEmpty();
    }

    private static boolean isRefused(Case c) throws IOException {
        return INSPECTOR.inspect(text("reject", c), List.of()).findings().stream()
                .anyMatch(f -> f.isError() || c.warningIsEnough() && !BESIDE_THE_POINT.contains(f.rule()));
    }

    static Stream<Case> hostile() throws IOException {
        return all("reject").filter(c -> !isOpen(c));
    }

    static Stream<Case> useful() throws IOException {
        return all("accept").filter(c -> !isOpen(c));
    }

    private static boolean isOpen(Case c) {
        return OPEN.contains(name(c));
    }

    /** Without its number. */
    private static String name(Case c) {
        return c.id().replaceFirst("^[0-9]+-", "");
    }

    private static Stream<Case> all(String folder) throws IOException {
        JsonNode index = new ObjectMapper()
                .readTree(CORPUS.resolve(folder).resolve("index.json").toFile());
        return StreamSupport.stream(index.path("cases").spliterator(), false)
                .map(c -> new Case(
                        c.path("id").asText(),
                        c.path("file").asText(),
                        c.path("expect").asText().equals("reject-or-warn")));
    }

    private static String text(String folder, Case c) throws IOException {
        return new String(Files.readAllBytes(CORPUS.resolve(folder).resolve(c.file())), StandardCharsets.UTF_8);
    }
}

package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.route.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lossy routes of the adversarial corpus get the warning that names their problem, the useful ones get none. */
class FragileCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/dev/routewright/inspection/adversarial");
    private static final Inspector INSPECTOR = new Inspector(CorpusTest.policy());
    /** By the corpus' own name of the rule. */
    private static final Map<String, String> WARNINGS = Map.of(
            "F01", "money-failure-swallowed",
            "F02", "error-handler-off",
            "F05", "money-at-risk",
            "F06", "acknowledgement-off",
            "F07", "queue-drops",
            "F10", "error-swallowed",
            "F16", "messages-skipped");

    record Case(String file, String rule) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("fragile")
    void aFragileRouteGetsTheWarningThatNamesItsProblem(Case fragile) throws IOException {
        assertThat(rules("reject", fragile.file())).contains(WARNINGS.get(fragile.rule()));
    }

    @ParameterizedTest
    @MethodSource("useful")
    void aUsefulRouteGetsNoResilienceWarning(String file) throws IOException {
        assertThat(rules("accept", file)).isSubsetOf(Set.of("json-from-text"));
    }

    static Stream<Case> fragile() throws IOException {
        return cases("reject")
                .filter(c -> c.path("category").asText().equals("fragile"))
                .map(c -> new Case(c.path("file").asText(), c.path("rule").asText()));
    }

    static Stream<String> useful() throws IOException {
        return cases("accept").map(c -> c.path("file").asText());
    }

    private static List<String> rules(String folder, String file) throws IOException {
        String yaml = Files.readString(CORPUS.resolve(folder).resolve(file));
        return INSPECTOR.inspect(yaml, List.of()).findings().stream()
                .map(Finding::rule)
                .toList();
    }

    private static Stream<JsonNode> cases(String folder) throws IOException {
        var index = new ObjectMapper()
                .readTree(CORPUS.resolve(folder).resolve("index.json").toFile());
        return StreamSupport.stream(index.path("cases").spliterator(), false);
    }
}

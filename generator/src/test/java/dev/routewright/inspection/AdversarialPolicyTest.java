package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How wide and how exact the policy language is, shown by the policy of the corpus: files that use everything it allows
 * in every spelling, and one line for each way around it that was thought of.
 */
class AdversarialPolicyTest {
    private static final Inspector INSPECTOR = new Inspector(CorpusTest.policy());
    private static final Path BREADTH = Path.of("src/test/resources/dev/routewright/inspection/breadth");

    @ParameterizedTest(name = "{0}")
    @MethodSource("breadth")
    void everythingThePolicyListsIsAcceptedInEverySpelling(Path file) throws IOException {
        var findings = INSPECTOR.inspect(Files.readString(file), List.of()).findings().stream();

        assertThat(findings.filter(Finding::isError)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evasions")
    void noWayAroundThePolicyIsAccepted(String line) {
        int space = line.indexOf(' ');

        assertThat(INSPECTOR.inspect(file(line.substring(space + 1)), List.of()).findings())
                .filteredOn(Finding::isError)
                .extracting(Finding::rule)
                .contains(line.substring(0, space));
    }

    static List<Path> breadth() throws IOException {
        try (Stream<Path> files = Files.list(BREADTH)) {
            return files.sorted().toList();
        }
    }

    static Stream<String> evasions() throws IOException {
        try (InputStream in = AdversarialPolicyTest.class.getResourceAsStream("evasions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
        }
    }

    /** A whole file, the beginning of a route, or a step of one. */
    private static String file(String text) {
        if (text.startsWith("- ") || text.startsWith("%")) return text.replace('~', '\n') + "\n";
        if (!text.startsWith("from ")) return route("uri: direct:a", text);
        String uri = text.substring(5);
        int parameters = uri.indexOf(" {");
        return parameters < 0
                ? route("uri: \"" + uri + "\"", "log: x")
                : route(
                        "uri: \"" + uri.substring(0, parameters) + "\"\n      parameters:" + uri.substring(parameters),
                        "log: x");
    }

    private static String route(String from, String step) {
        return """
                - route:
                    id: order
                    from:
                      %s
                      steps:
                        - %s
                """.formatted(from, step);
    }
}

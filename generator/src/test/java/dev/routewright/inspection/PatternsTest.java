package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.Tokens;
import dev.routewright.route.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes people and models learn from: nothing may be said against them. */
class PatternsTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/routewright/knowledge/patterns");
    private static final Inspector INSPECTOR = new Inspector(Policy.standard());

    private static Stream<Path> patterns() throws IOException {
        return files(FOLDER, ".camel.yaml");
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void inspectionHasNothingAgainstAPattern(Path pattern) throws IOException {
        assertThat(INSPECTOR.inspect(Files.readString(pattern), services()).findings())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aPatternSaysInItsHeadWhatItIsForAndWhatItShows(Path pattern) throws IOException {
        var lines = Files.readAllLines(pattern);

        assertThat(lines.get(0)).matches("# pattern: \\S.*");
        assertThat(lines.get(1)).matches("# use: \\S.*[^.]");
        assertThat(lines.get(2)).matches("# parts: [A-Za-z0-9-]+(, [A-Za-z0-9-]+)*");
        assertThat(lines.get(3)).startsWith("- route:");
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aPatternIsShort(Path pattern) throws IOException {
        assertThat(Tokens.count(Files.readString(pattern))).isLessThan(700);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void everyStepOfAPatternHasAnId(Path pattern) throws IOException {
        assertThat(Files.readString(pattern).lines())
                .filteredOn(line -> line.matches("\\s*- (set\\w+|to|stop|wireTap|throwException|log|delay): \\{.*"))
                .allMatch(line -> line.contains("{id: "));
    }

    @Test
    void noTwoPatternsHaveOneName() throws IOException {
        var names = new HashMap<String, Path>();
        for (var pattern : patterns().toList())
            assertThat(names.put(Files.readAllLines(pattern).get(0), pattern))
                    .as(pattern.toString())
                    .isNull();
    }

    @Test
    void everyServiceOfThePatternsIsCalledBySome() throws IOException {
        var all = new StringBuilder();
        for (var pattern : patterns().toList()) all.append(Files.readString(pattern));

        assertThat(services()).isNotEmpty().allMatch(service -> service.operations().stream()
                .anyMatch(o -> all.indexOf("kamelet:" + o.kamelet()) >= 0));
    }

    private static List<Service> services() throws IOException {
        Map<String, Service> services = new HashMap<>();
        for (var file : files(FOLDER.resolve("services"), ".openapi.json").toList()) {
            var name = OpenApiServices.nameFor(file.getFileName().toString());
            services.put(name, OpenApiServices.read(name, Files.readString(file)));
        }
        return List.copyOf(services.values());
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList().stream();
        }
    }
}

package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole files: each hostile one says in its first line by which rule it must be refused; harmless ones must pass. */
class RouteFilesTest {
    private static final String EXPECTED = "# refused by: ";

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileFilesAreRefusedForTheRightReason(Path file) throws Exception {
        String yaml = Files.readString(file);
        String rule = yaml.substring(EXPECTED.length(), yaml.indexOf('\n')).strip();

        var inspection = Routes.INSPECTOR.inspect(yaml, Routes.SERVICES);

        assertThat(inspection.findings().stream().filter(Finding::isError).map(Finding::rule))
                .containsOnly(rule);
        assertThat(inspection.grant()).isEqualTo(dev.routewright.route.Grant.NOTHING);
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void harmlessFilesAreAcceptedWithoutAWord(Path file) throws Exception {
        assertThat(Routes.INSPECTOR
                        .inspect(Files.readString(file), Routes.SERVICES)
                        .findings())
                .isEmpty();
    }

    static List<Path> hostile() throws IOException, URISyntaxException {
        return files("hostile");
    }

    static List<Path> harmless() throws IOException, URISyntaxException {
        return files("harmless");
    }

    private static List<Path> files(String folder) throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.list(Path.of(RouteFilesTest.class.getResource(folder).toURI()))) {
            return files.sorted().toList();
        }
    }
}

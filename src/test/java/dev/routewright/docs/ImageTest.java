package dev.routewright.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No image is built here; what can be read of its description is read, and its health check is asked. */
class ImageTest {
    private static final Path PROJECT = Path.of("..");

    private static String dockerfile() throws IOException {
        return Files.readString(PROJECT.resolve("docker/Dockerfile"));
    }

    @Test
    void runsAsAFixedUserThatIsToldFromItsNumber() throws IOException {
        assertThat(dockerfile().lines().filter(line -> line.startsWith("USER ")))
                .containsExactly("USER 10001:10001");
        assertThat(dockerfile())
                .contains("STOPSIGNAL SIGTERM", "VOLUME /work/data", "org.opencontainers.image.revision");
        // Java itself gets the signal.
        assertThat(dockerfile()).containsPattern("(?m)^ENTRYPOINT \\[\"java\",");
    }

    @Test
    void copiesOnlyWhatThereIs() throws IOException {
        var copied = Pattern.compile("(?m)^COPY --from=build ((?:/build/\\S+ )+)")
                .matcher(dockerfile())
                .results()
                .flatMap(found -> Stream.of(found.group(1).strip().split(" ")))
                .map(path -> PROJECT.resolve(path.substring("/build/".length())))
                .toList();

        assertThat(copied).hasSizeGreaterThan(3).allSatisfy(path -> assertThat(path)
                .exists());
        for (var script : List.of("build", "health", "train"))
            assertThat(PROJECT.resolve("docker/image").resolve(script)).isExecutable();
    }

    /** What the build reads must not be left out. */
    @Test
    void sendsTheBuilderWhatItBuildsFrom() throws IOException {
        var ignored = Files.readAllLines(PROJECT.resolve(".dockerignore"));

        assertThat(ignored)
                .contains("docker/*", "!docker/image", "docs/*", "!docs/rules", "tests/*", "!tests/pom.xml", ".git")
                .doesNotContain("src", "src/main", "generator", "kamelets", "routes", ".mvn", "mvnw");
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1", "404, 1"})
    void itsHealthIsWhatTheControlPlaneSays(int status, int code) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/actuator/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(health(server.getAddress().getPort())).isEqualTo(code);
        } finally {
            server.stop(0);
        }
        assertThat(health(server.getAddress().getPort())).as("gone").isEqualTo(1);
    }

    private static int health(int port) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "There is no bash here.");
        var script = new ProcessBuilder(PROJECT.resolve("docker/image/health").toString()).inheritIO();
        script.environment().put("SERVER_PORT", Integer.toString(port));
        return script.start().waitFor();
    }
}

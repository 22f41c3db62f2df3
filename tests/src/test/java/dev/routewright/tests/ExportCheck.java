package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Builds the exported projects of the stories as whoever gets one does, with Maven and their own tests. It takes minutes
 * and, the first time, a network; run on purpose: {@code ./mvnw verify -pl tests -am -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ExportCheck -Dfailsafe.failIfNoSpecifiedTests=false}, with
 * {@code -Dexport.offline=true} for what is in the local repository, and {@code -Dexport.stories=credit.*} for some.
 */
class ExportCheck {
    private static final Path STORIES = Path.of("..", "routes");

    @TempDir
    static Path app;

    private static final List<String> TOPICS =
            List.of("device-states", "inspection-results", "device-states-zh", "inspection-results-zh");

    private static Topics topics;
    /** Of another broker: at the first the product itself takes what comes. */
    private static Topics outside;

    private static App product;

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws Exception {
        topics = new Topics(TOPICS);
        outside = new Topics(TOPICS);
        product = App.start(app, List.of("kamelets"), "--routewright.kafka.brokers=" + topics.brokers());
    }

    @AfterAll
    static void stop() {
        product.close();
        outside.close();
        topics.close();
    }

    static Stream<Arguments> projects() throws IOException {
        try (var files = Files.walk(STORIES)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> name(file).matches(System.getProperty("export.stories", ".*")))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(file -> Stream.of(arguments(file, "camel-main"), arguments(file, "spring-boot")));
        }
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("projects")
    void passesItsOwnTests(Path story, String target) throws Exception {
        var name = name(story);
        var language = name.substring(name.length() - 2);
        var project = home.resolve("project");
        var version = product.submit(name, Files.readString(story), language);
        assertThat(version.status()).as(version.why()).isEqualTo("live");
        unzip(zip(URI.create(version.place() + "/export?to=" + target)), project);

        var output = maven(project);

        assertThat(output)
                .contains("BUILD SUCCESS")
                .containsPattern("Tests run: \\d+, Failures: 0, Errors: 0, Skipped: 0")
                .doesNotContain("Tests run: 0,");
        assertThat(project.resolve("target").resolve(name + ".jar")).exists();
    }

    private static String name(Path story) {
        return story.getFileName().toString().replace(".md", "").replace('.', '-');
    }

    private static byte[] zip(URI from) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(from).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static void unzip(byte[] bytes, Path folder) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    /** The library goes into a repository of the test's own: nothing of a build may stay in that of the machine. */
    private String maven(Path project) throws Exception {
        var log = home.resolve("maven.log");
        var command = new ArrayList<>(List.of(
                Path.of("..", "mvnw").toAbsolutePath().normalize().toString(),
                "-B",
                "-Dmaven.repo.local=" + home.resolve("repository"),
                "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"), ".m2", "repository"),
                "-Dmaven.repo.local.tail.ignoreAvailability=true",
                "verify"));
        if (Boolean.getBoolean("export.offline")) command.addAll(1, List.of("-o", "-Daether.offline.protocols=file"));
        var builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Without it what uses Kafka is skipped.
        builder.environment().put("REHEARSAL_KAFKA_BROKERS", outside.brokers());
        var build = builder.start();
        boolean ended = build.waitFor(10, TimeUnit.MINUTES);
        if (!ended) build.destroyForcibly();
        return Files.readString(log);
    }
}

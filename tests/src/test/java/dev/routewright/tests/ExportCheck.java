package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Builds exported projects as whoever gets one does, with Maven and their own tests. It takes minutes and, the first time,
 * a network; run on purpose: {@code ./mvnw verify -pl tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 * -Dit.test=ExportCheck -Dfailsafe.failIfNoSpecifiedTests=false}, with {@code -Dexport.offline=true} for what is in the
 * local repository.
 */
class ExportCheck {
    @TempDir
    Path home;

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "order, camel-main",
        "trading, camel-main",
        "manufacturing, camel-main",
        "credit-scoring, camel-main",
        "order, spring-boot",
        "trading, spring-boot"
    })
    void passesItsOwnTests(String story, String target) throws Exception {
        var project = home.resolve("project");
        try (var app = App.start(Files.createDirectory(home.resolve("app")), List.of("kamelets"))) {
            var version = app.submit(story, Files.readString(Path.of("..", "routes", story + ".en.md")), "en");
            assertThat(version.status()).isEqualTo("live");
            unzip(zip(URI.create(version.place() + "/export?to=" + target)), project);
        }

        var output = maven(project);

        assertThat(output)
                .contains("BUILD SUCCESS")
                .containsPattern("Tests run: \\d{2}, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(project.resolve("target").resolve(story + ".jar")).exists();
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
        var build = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = build.waitFor(10, TimeUnit.MINUTES);
        if (!ended) build.destroyForcibly();
        return Files.readString(log);
    }
}

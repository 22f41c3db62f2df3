package dev.routewright.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** No container engine runs here; what can be read of the compose file is read. */
class ComposeTest {
    private static final Path DOCKER = Path.of("../docker");

    private final Map<String, Object> document = read();
    private final Map<String, Object> services = map(document.get("services"));

    @Test
    void publishesOnLoopbackAndKeepsDataInVolumes() {
        var volumes = map(document.get("volumes")).keySet();

        assertThat(services).containsOnlyKeys("routewright", "postgres", "kafka", "ollama");
        services.forEach((name, value) -> {
            var service = map(value);
            assertThat(list(service.get("ports")))
                    .allSatisfy(port -> assertThat(port).asString().matches("127\\.0\\.0\\.1:\\d+:\\d+"));
            assertThat(list(service.get("volumes"))).as(name).isNotEmpty().allSatisfy(mount -> assertThat(volumes)
                    .contains(mount.toString().replaceAll(":.*", "")));
        });
    }

    @Test
    void eachHasAHealthCheckAndTheRuntimeWaitsForAllOfThem() {
        services.forEach((name, value) -> {
            var service = map(value);
            // The image of the product brings its own.
            if (!name.equals("routewright")) {
                assertThat(map(service.get("healthcheck"))).as(name).containsKey("test");
                assertThat(service.get("image")).asString().matches("[a-z/]+:[0-9][^ ]*");
            }
        });
        var waits = map(map(services.get("routewright")).get("depends_on"));
        assertThat(waits).containsOnlyKeys("postgres", "kafka", "ollama");
        waits.forEach((name, value) -> {
            assertThat(map(value)).containsEntry("condition", "service_healthy");
            // What a profile may leave out must not be missed.
            assertThat(map(value).getOrDefault("required", true))
                    .as(name)
                    .isEqualTo(!map(services.get(name)).containsKey("profiles"));
        });
    }

    @Test
    void noneHasMoreRightsOrRoomThanItNeeds() {
        services.forEach((name, value) -> {
            var service = map(value);
            assertThat(list(service.get("cap_drop"))).as(name).asString().isEqualTo("[ALL]");
            assertThat(list(service.get("security_opt"))).as(name).asString().isEqualTo("[no-new-privileges:true]");
            assertThat(service).as(name).doesNotContainKeys("privileged", "cap_add", "network_mode", "pid");
            if (!name.equals("kafka")) assertThat(service).as(name).containsEntry("read_only", true);
            assertThat(map(map(map(service.get("deploy")).get("resources")).get("limits")))
                    .as(name)
                    .containsKey("memory");
        });
    }

    @Test
    void holdsNoPasswordAndReadsItFromAFileGitDoesNotKnow() throws IOException {
        services.forEach((name, value) -> map(map(value).get("environment")).forEach((variable, setting) -> {
            if (variable.matches(".*(PASSWORD|SECRET|TOKEN|API_?KEY).*"))
                assertThat(variable + "=" + setting).matches("[A-Z_]+_FILE=/run/secrets/.+");
        }));
        var secret = map(map(document.get("secrets")).get("postgres-password"));
        assertThat(secret).isEqualTo(Map.of("file", "./secrets/postgres-password"));
        assertThat(Files.readAllLines(Path.of("../.gitignore"))).contains("/docker/secrets/");
        assertThat(list(map(services.get("routewright")).get("secrets")))
                .asString()
                .isEqualTo("[{source=postgres-password, target=routewright.store.password}]");
    }

    @Test
    void setsOnlyWhatThereIsToSet() throws IOException {
        var known = Files.readString(Path.of("../docs/configuration.md"));

        assertThat(map(map(services.get("routewright")).get("environment")))
                .isNotEmpty()
                .allSatisfy((variable, value) -> {
                    if (variable.equals("SPRING_CONFIG_IMPORT")) return;
                    var words = variable.toLowerCase(Locale.ROOT).split("_");
                    assertThat(words).hasSize(3);
                    var room = known.lines()
                            .dropWhile(line -> !line.replace("-", "").equals("## routewright." + words[1]))
                            .skip(1)
                            .takeWhile(line -> !line.startsWith("## "))
                            .map(line -> line.replace("-", ""));
                    assertThat(room).anyMatch(line -> line.startsWith("| `" + words[2] + "` |"));
                });
    }

    private static Map<String, Object> read() {
        try {
            return map(new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml"))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}

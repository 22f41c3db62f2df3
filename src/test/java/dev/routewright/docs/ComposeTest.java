package dev.routewright.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** No container engine runs here; what can be read of the compose files is read. */
class ComposeTest {
    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.postgres.yaml"})
    void publishesOnLoopbackKeepsDataInVolumesAndHoldsNoPassword(String file) throws IOException {
        var document = read(file);
        var volumes = map(document.get("volumes")).keySet();

        map(document.get("services")).forEach((name, value) -> {
            var service = map(value);
            list(service.get("ports"))
                    .forEach(port -> assertThat(port).asString().matches("127\\.0\\.0\\.1:\\d+:\\d+"));
            assertThat(list(service.get("volumes"))).as(name).isNotEmpty().allSatisfy(mount -> assertThat(volumes)
                    .contains(mount.toString().replaceAll(":.*", "")));
            // The image of the product brings its own.
            if (!name.equals("routewright")) {
                assertThat(map(service.get("healthcheck"))).as(name).containsKey("test");
                assertThat(service.get("image")).asString().matches("[a-z/]+:[0-9][^ ]*");
            }
            map(service.get("environment")).forEach((variable, setting) -> {
                if (variable.matches(".*(PASSWORD|SECRET|TOKEN|API_?KEY).*"))
                    assertThat(setting).asString().matches("\\$\\{[A-Z_]+:\\?.+}");
            });
        });
    }

    @Test
    void setsOnlyWhatThereIsToSet() throws IOException {
        var known = Files.readString(Path.of("../docs/configuration.md"));
        var service = map(map(read("compose.yaml").get("services")).get("routewright"));

        assertThat(map(service.get("environment"))).isNotEmpty().allSatisfy((variable, value) -> {
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

    private static Map<String, Object> read(String file) throws IOException {
        return map(new Yaml().load(Files.readString(Path.of("../docker", file))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}

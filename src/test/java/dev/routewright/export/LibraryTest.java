package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LibraryTest {
    private static final String FOLDER = "dev/routewright/routewright-camel/";

    @Test
    void aSnapshotIsNamedAfterWhatIsInIt() {
        var one = library("1.2.0-SNAPSHOT", "classes");

        assertThat(one.version()).matches("1\\.2\\.0-[0-9a-f]{12}");
        var stem = FOLDER + one.version() + "/routewright-camel-" + one.version();
        assertThat(one.files().keySet())
                .containsExactly(stem + ".jar", stem + ".jar.sha1", stem + ".pom", stem + ".pom.sha1");
        assertThat(new String(one.files().get(stem + ".pom"), StandardCharsets.UTF_8))
                .isEqualTo("<project><version>%s</version></project>".formatted(one.version()));
        assertThat(one.dependency()).endsWith(":" + one.version());
        assertThat(library("1.2.0-SNAPSHOT", "classes").files().keySet())
                .isEqualTo(one.files().keySet());
        assertThat(library("1.2.0-SNAPSHOT", "changed classes").version()).isNotEqualTo(one.version());
    }

    @Test
    void aReleaseIsWhatItIs() {
        assertThat(library("1.2.0", "classes").version()).isEqualTo("1.2.0");
        assertThat(library("1.2.0", "classes").files()).containsKey(FOLDER + "1.2.0/routewright-camel-1.2.0.jar");
    }

    private static Library library(String version, String jar) {
        var stem = FOLDER + version + "/routewright-camel-" + version;
        var files = new TreeMap<>(Map.of(
                stem + ".jar",
                jar.getBytes(StandardCharsets.UTF_8),
                stem + ".pom",
                "<project><version>%s</version></project>".formatted(version).getBytes(StandardCharsets.UTF_8)));
        return Library.byContent(version, files);
    }
}

package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    private static final Export TWO = Export.of(Map.of("b/c.txt", bytes("c"), "a.txt", bytes("a")));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/a", "a/../b", "a//b", "", "a/", ".", "a/.", "a b", "a\\b", "a\nb", "C:a"})
    void noPathLeadsOutOrIsReadOtherwiseElsewhere(String path) {
        assertThatThrownBy(() -> Export.of(Map.of(path, bytes(""))))
                .hasMessage("An export holds a path that is not usable. Nothing was written.");
    }

    @Test
    void aZipHoldsWhatWasPutIn() {
        var back = Export.unzip(TWO.zip());

        assertThat(back.files().keySet()).containsExactly("a.txt", "b/c.txt");
        assertThat(back.text("b/c.txt")).isEqualTo("c");
        assertThat(back.zip()).isEqualTo(TWO.zip());
    }

    @Test
    void whatIsNoZipIsSaidToBeNone() {
        assertThatThrownBy(() -> Export.unzip(bytes("<html>")))
                .hasMessage("This is no zip of an export: it holds no file.");
        var cut = java.util.Arrays.copyOf(TWO.zip(), 40);
        assertThatThrownBy(() -> Export.unzip(cut)).hasMessageStartingWith("This is no zip of an export: ");
    }

    @Test
    void aFolderIsWrittenWhole() throws IOException {
        new Folder(folder.resolve("new/one")).write(TWO, false);

        assertThat(folder.resolve("new/one/b/c.txt")).hasContent("c");
        try (var beside = Files.list(folder.resolve("new"))) {
            assertThat(beside).containsExactly(folder.resolve("new/one"));
        }
    }

    @Test
    void whatLiesThereIsReplacedOnlyIfItMayBe() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "old");
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> new Folder(folder).write(TWO, false))
                .isInstanceOf(Folder.Unusable.class)
                .hasMessageContaining("it is not empty");
        assertThat(folder.resolve("a.txt")).hasContent("old");

        new Folder(folder).write(TWO, true);
        assertThat(folder.resolve("a.txt")).hasContent("a");
        assertThat(folder.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void aFolderSomebodyStandsInStaysTheSame() throws IOException {
        var before = Files.readAttributes(folder, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();

        new Folder(folder).write(TWO, false);

        assertThat(Files.readAttributes(folder, java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(before);
        try (var inside = Files.list(folder)) {
            assertThat(inside).containsExactlyInAnyOrder(folder.resolve("a.txt"), folder.resolve("b"));
        }
    }

    @Test
    void aFileInTheWayIsSaid() throws IOException {
        Files.writeString(folder.resolve("b"), "a file where a folder has to be");

        assertThatThrownBy(() -> new Folder(folder).write(TWO, true))
                .isInstanceOf(Folder.Unusable.class)
                .hasMessageContaining("a file stands where the export has a folder.");
        assertThatThrownBy(() -> new Folder(folder.resolve("b")).write(TWO, true))
                .hasMessageContaining("it is not a folder.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@repo.example.com/m2",
                "https://repo.example.com/m2?token=secret",
                "file:///tmp",
                "ftp://repo.example.com",
                "repo"
            })
    void aRepositoryThatIsNoneOrHoldsACredentialIsRefused(String repository) {
        assertThatThrownBy(() -> new Options(Optional.of(URI.create(repository)), false, false, Given.NONE))
                .hasMessage("The repository is not usable: it is an http or https address without user or password.");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

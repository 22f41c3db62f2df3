package dev.routewright.cli;

import static dev.routewright.cli.Terminals.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cli.Terminals.Said;
import dev.routewright.export.Export;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final String EXPORT = "GET /api/integrations/order/versions/3/export";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();

    @BeforeEach
    void theThirdIsLive() {
        server.on("GET /api/integrations/order", 200, "{\"name\": \"order\", \"live\": 3}")
                .onZip(EXPORT, zip(Map.of("pom.xml", "<project/>", "src/main/a.txt", "a")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void putsWhatIsLiveIntoAFolderAndSaysWhatIsNext() throws IOException {
        var place = folder.resolve("order-camel-main");

        assertThat(export("order", "--to", "camel-main"))
                .isEqualTo(new Said(
                        0,
                        lines("order/3 exported to " + place),
                        lines("Next: read README.md there; then mvn verify, and java -jar target/order.jar")));
        assertThat(place.resolve("src/main/a.txt")).hasContent("a");
        try (var there = Files.list(folder)) {
            assertThat(there).containsExactly(place);
        }
    }

    @Test
    void takesTheVersionAndTheFolderThatAreNamed() {
        server.onZip("GET /api/integrations/order/versions/2/export", zip(Map.of("order.yaml", "kind: ConfigMap")));

        assertThat(export("order", "--version", "2", "-o", "out", "--knative").exit())
                .isZero();
        assertThat(folder.resolve("out/order.yaml")).hasContent("kind: ConfigMap");
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAloneUnlessForced() throws IOException {
        var out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("mine.txt"), "mine");

        assertThat(export("order", "-o", "out"))
                .isEqualTo(new Said(
                        1,
                        "",
                        lines(
                                "[export to %s] it is not empty. Name another one with -o, or replace its files with --force. Nothing was written."
                                        .formatted(out))));
        assertThat(out.resolve("pom.xml")).doesNotExist();

        assertThat(export("order", "-o", "out", "--force").exit()).isZero();
        assertThat(out.resolve("pom.xml")).exists();
        assertThat(out.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void saysWhatTheServerSays() {
        server.on("GET /api/integrations/order/versions/4/export", 409, "{\"detail\": \"order/4 was not approved.\"}");

        assertThat(export("order", "--version", "4")).isEqualTo(new Said(1, "", lines("order/4 was not approved.")));
    }

    @Test
    void saysThatNothingIsLive() {
        server.on("GET /api/integrations/new", 200, "{\"name\": \"new\", \"live\": null}");

        assertThat(export("new"))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                lines(
                                        "new has no live version. Nothing was exported. Approve one, or name an approved one with --version.")));
    }

    @Test
    void whatAServerSendsLeadsOutOfNoFolder() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("../evil.txt"));
            zip.write('x');
        }
        server.onZip("GET /api/integrations/order/versions/5/export", bytes.toByteArray());

        assertThat(export("order", "--version", "5"))
                .isEqualTo(new Said(1, "", lines("An export holds a path that is not usable. Nothing was written.")));
        assertThat(folder.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void anUnknownTargetIsAMistakeOfUsage() {
        var said = export("order", "--to", "docker");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).startsWith("There is no target “docker”. There is camel-k, camel-main, spring-boot.");
    }

    @Test
    void itsHelpNamesEveryOption() {
        assertThat(Terminals.in(folder).run("export", "--help").out())
                .contains("--version", "--to", "-o", "--force", "--repository", "--knative", "--keda", "camel-main");
    }

    private Said export(String... arguments) {
        var all = new java.util.ArrayList<>(java.util.List.of("export"));
        all.addAll(java.util.List.of(arguments));
        all.addAll(java.util.List.of("--server", server.address()));
        return Terminals.in(folder).run(all.toArray(String[]::new));
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new TreeMap<String, byte[]>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new Export(bytes).zip();
    }
}

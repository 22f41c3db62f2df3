package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.route.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files live through on their way. */
class FileTroubleTest {
    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new Runtime(files);
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));
        Files.createDirectories(files.resolve("in/prices"));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void twoRuntimesWithOneFolderNeverTakeTheSameFile() throws Exception {
        try (var other = new Runtime(files)) {
            for (var each : List.of(runtime, other))
                each.stock.stubFor(
                        get(anyUrl()).willReturn(okJson("{\"available\":3}").withFixedDelay(20)));
            for (int i = 0; i < 60; i++) drop(i + ".json", "{\"sku\":\"A\"}");
            runtime.cells.switchTo(version(""));
            other.cells.switchTo(version(""));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> names("in/prices/.done").size() == 60);

            assertThat(runtime.stock.getAllServeEvents().size()
                            + other.stock.getAllServeEvents().size())
                    .isEqualTo(60);
            assertThat(runtime.kept).isEmpty();
            assertThat(other.kept).isEmpty();
            assertThat(names("out")).hasSize(60);
        }
    }

    @Test
    void manyFilesDoNotWaitForOneAnother() throws Exception {
        for (int i = 0; i < 100; i++) drop(i + ".json", "{\"sku\":\"A\"}");
        long begun = System.nanoTime();
        runtime.cells.switchTo(version(""));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> names("in/prices/.done").size() == 100);

        // Camel's own check takes a second a file.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(50));
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotTaken() throws Exception {
        runtime.cells.switchTo(version(""));
        var file = files.resolve("in/prices/slow.json");
        Files.writeString(file, "{\"sku\":\"");
        for (int i = 0; i < 12; i++) {
            var written = System.nanoTime();
            Files.writeString(file, "A", StandardOpenOption.APPEND);
            await().pollInterval(Duration.ofMillis(10))
                    .until(() ->
                            System.nanoTime() - written > Duration.ofMillis(250).toNanos());
            assertThat(file).exists();
        }
        Files.writeString(file, "\"}", StandardOpenOption.APPEND);

        await().until(() -> names("in/prices/.done").contains("slow.json"));
        assertThat(runtime.stock.getAllServeEvents().get(0).getRequest().getUrl())
                .isEqualTo("/stock/AAAAAAAAAAAA");
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void aFileOfAKnownNameOverwritesNeitherWhatIsDoneNorWhatFailed() throws Exception {
        runtime.cells.switchTo(version(""));
        for (var sku : List.of("A", "B", "C")) {
            drop("a.json", "{\"sku\":\"%s\"}".formatted(sku));
            await().until(() -> !Files.exists(files.resolve("in/prices/a.json")));
        }
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        for (var sku : List.of("D", "E")) {
            drop("a.json", "{\"sku\":\"%s\"}".formatted(sku));
            await().until(() -> !Files.exists(files.resolve("in/prices/a.json")));
        }

        assertThat(names("in/prices/.done")).containsExactly("a-2.json", "a-3.json", "a.json");
        assertThat(files.resolve("in/prices/.done/a.json")).hasContent("{\"sku\":\"A\"}");
        assertThat(files.resolve("in/prices/.done/a-3.json")).hasContent("{\"sku\":\"C\"}");
        assertThat(names("in/prices/.failed")).containsExactly("a-2.json", "a.json");
        assertThat(files.resolve("in/prices/.failed/a-2.json")).hasContent("{\"sku\":\"E\"}");
    }

    @Test
    void aFileThatVanishesIsNobodysMessage() throws Exception {
        runtime.cells.switchTo(version(""));
        drop("gone.json", "{\"sku\":\"A\"}");
        Files.delete(files.resolve("in/prices/gone.json"));
        drop("here.json", "{\"sku\":\"B\"}");

        await().until(() -> names("in/prices/.done").contains("here.json"));

        assertThat(runtime.stock.getAllServeEvents()).hasSize(1);
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void aHugeFileThatFailsStaysWholeAmongTheFailed() throws Exception {
        runtime.cells.switchTo(version(""));
        var huge = "x".repeat(11 * 1024 * 1024);
        drop("huge.json", huge);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !names("in/prices/.failed").isEmpty());

        assertThat(Files.size(files.resolve("in/prices/.failed/huge.json"))).isEqualTo(huge.length());
        assertThat(runtime.kept).hasSize(1);
        assertThat(runtime.kept.get(0).message().body()).isNull();
        assertThat(runtime.kept.get(0).message().headers()).containsEntry("CamelFileName", "huge.json");
    }

    @Test
    void aFileStaysWhereItIsWhileNothingCanBeKept() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        runtime.fillStore();
        runtime.cells.switchTo(version(""));
        drop("a.json", "{\"sku\":\"A\"}");

        await().until(() -> runtime.stock.getAllServeEvents().size() > 2);
        assertThat(files.resolve("in/prices/a.json")).exists();
        runtime.emptyStore();

        await().until(() -> names("in/prices/.failed").contains("a.json"));
        assertThat(runtime.kept).hasSize(1);
    }

    @Test
    void aFileThatIsThereIsNotOverwrittenWhereTheRouteSaysSoAndNoPartIsLeft() throws Exception {
        Files.writeString(Files.createDirectories(files.resolve("out")).resolve("a.json"), "first");
        runtime.cells.switchTo(version("?fileExist=Fail"));
        drop("a.json", "{\"sku\":\"A\"}");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> names("in/prices/.failed").contains("a.json"));

        assertThat(files.resolve("out/a.json")).hasContent("first");
        assertThat(names("out")).containsExactly("a.json");
        assertThat(runtime.kept).hasSize(1);
    }

    @Test
    void whatAKilledRuntimeLeavesInTheFolderIsNoHindrance() throws Exception {
        // As a killed process leaves it: the file of the lock, and nobody who holds it.
        Files.createFile(files.resolve("in/prices/.routewright.lock"));
        drop("a.json", "{\"sku\":\"A\"}");

        runtime.cells.switchTo(version(""));

        await().until(() -> names("in/prices/.done").contains("a.json"));
    }

    private void drop(String name, String content) throws IOException {
        Files.writeString(files.resolve("in/prices").resolve(name), content);
    }

    private List<String> names(String folder) {
        var names = files.resolve(folder).toFile().list();
        return names == null ? List.of() : List.of(names).stream().sorted().toList();
    }

    private static CellRuntime.Version version(String options) {
        return Runtime.version(
                "prices",
                1,
                """
                - route:
                    id: prices
                    from:
                      uri: file:in/prices
                      parameters: {delay: 50, initialDelay: 0}
                      steps:
                        - setVariable: {id: message, name: message, jq: {expression: "."}}
                        - to: {id: look, uri: "kamelet:stock-getStock", variableSend: message, variableReceive: stock}
                        - setBody: {id: b, jq: {expression: 'variable("stock")'}}
                        - to: {id: write, uri: "file:out%s"}
                """.formatted(options),
                new Grant(
                        List.of(new Grant.Entry("file", "", "in/prices")),
                        new TreeSet<>(Set.of("stock.getStock")),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of("in/prices")),
                        new TreeSet<>(Set.of("out")),
                        new TreeSet<>(Set.of("file", "kamelet")),
                        new TreeSet<>(Set.of("jq")),
                        new TreeSet<>()));
    }
}

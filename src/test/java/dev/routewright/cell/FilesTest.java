package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.route.Grant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new Runtime(files);
        runtime.cells.switchTo(version(1));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void readsAFileWritesAnotherAndPutsTheFirstAside() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));
        Files.writeString(files.resolve("in/prices/a.json"), "{\"sku\":\"A\"}");

        await().until(() -> Files.exists(files.resolve("in/prices/.done/a.json")));

        assertThat(files.resolve("out/a.json")).hasContent("{\"available\":3}");
        assertThat(files.resolve("in/prices/a.json")).doesNotExist();
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void keepsAFileThatFails() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        Files.writeString(files.resolve("in/prices/a.json"), "{\"sku\":\"A\"}");

        await().until(() -> Files.exists(files.resolve("in/prices/.failed/a.json")));

        assertThat(files.resolve("in/prices/.failed/a.json")).hasContent("{\"sku\":\"A\"}");
        assertThat(runtime.kept).hasSize(1);
        var kept = runtime.kept.get(0);
        assertThat(kept.step()).isEqualTo("look");
        assertThat(kept.message().entry()).isEqualTo(new Grant.Entry("file", "", "in/prices"));
        assertThat(kept.message().headers()).isEqualTo(Map.of("CamelFileName", "a.json"));
        assertThat(new String(kept.message().body())).isEqualTo("{\"sku\":\"A\"}");
    }

    @Test
    void sendsAKeptFileInAgain() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        Files.writeString(files.resolve("in/prices/a.json"), "{\"sku\":\"A\"}");
        await().until(() -> Files.exists(files.resolve("in/prices/.failed/a.json")));
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));

        var replayed = runtime.cells.replay("prices", runtime.kept.get(0).message());

        assertThat(replayed).isEqualTo(new CellRuntime.Replayed(200, "", null));
        assertThat(files.resolve("out/a.json")).hasContent("{\"available\":3}");
    }

    @Test
    void readsEveryFileOnceWhileVersionsChange() throws Exception {
        runtime.stock.stubFor(
                get(anyUrl()).willReturn(okJson("{\"available\":3}").withFixedDelay(300)));
        for (int i = 0; i < 20; i++) Files.writeString(files.resolve("in/prices/" + i + ".json"), "{\"sku\":\"A\"}");

        for (int number = 2; number < 6; number++) runtime.cells.switchTo(version(number));
        await().atMost(java.time.Duration.ofSeconds(60)).until(() -> {
            var done = files.resolve("in/prices/.done").toFile().list();
            return done != null && done.length == 20;
        });

        assertThat(runtime.stock.getAllServeEvents()).hasSize(20);
        assertThat(runtime.kept).isEmpty();
    }

    private static CellRuntime.Version version(int number) {
        return Runtime.version(
                "prices",
                number,
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
                        - to: {id: write, uri: "file:out"}
                """,
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

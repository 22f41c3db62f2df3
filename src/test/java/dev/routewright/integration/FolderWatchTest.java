package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.journal.Integration;
import dev.routewright.route.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.createDirectories(home.resolve("kamelets"));
        bench = new Bench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whatLiesThereAtStartGoesLive() throws Exception {
        write("kamelets/inventory.openapi.yaml", "openapi getStock");
        write("routes/order.zh.md", "当用户下单时 path=/zh");
        write("routes/order.en.md", "When a user orders path=/en");
        write("routes/price.camel.yaml", "- route: path=/price");
        write("routes/README.md", "Descriptions lie here.");

        var rows = bench.startup.open();

        assertThat(rows)
                .extracting(StartupRow::integration, StartupRow::status, StartupRow::entry)
                .containsExactly(
                        row("order-en", "live", "POST http://127.0.0.1:8090/en"),
                        row("order-zh", "live", "POST http://127.0.0.1:8090/zh"),
                        row("price", "live", "POST http://127.0.0.1:8090/price"));
        assertThat(bench.desk.get("inventory").document()).isEqualTo("openapi getStock");
        assertThat(bench.integrations.get("price", 1).dossier().provenance().drafter())
                .isEqualTo("person");
    }

    @Test
    void aKameletThatMakesOneCallIsAServiceAndAnyOtherIsSaidNotToBe() throws Exception {
        var kamelet = """
                kind: Kamelet
                metadata: {name: notify, labels: {camel.apache.org/kamelet.type: sink}}
                spec:
                  definition: {title: Notify, properties: {text: {type: string}}}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - setBody: {constant: '{"text": "{{text}}"}'}
                        - to: https://notify.test/messages
                """;
        write("kamelets/notify.kamelet.yaml", kamelet);
        write("kamelets/queue.kamelet.yaml", kamelet.replace("https://notify.test/messages", "kafka:messages"));

        assertThat(bench.startup.open())
                .extracting(StartupRow::integration, StartupRow::status)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("queue.kamelet.yaml", "refused"));
        assertThat(bench.desk.get("notify").service().operation("notify")).isPresent();
    }

    @Test
    void aStoreThatCannotBeWrittenIsNotTheFilesFault() throws Exception {
        bench.startup.open();
        write("routes/order.md", "When a user orders");
        bench.store.close();

        bench.folder.look();
        bench.folder.look();

        assertThat(bench.folder.problems().get(home.resolve("routes/order.md")))
                .startsWith("The store could not be read or written (SQLException).")
                .endsWith(
                        "It was not taken in, and is tried again by itself; what is live goes on. Check that the disk of "
                                + "the data directory has room, or that the database answers.");
    }

    @Test
    void theSameTextIsNoNewVersionAfterARestartAndADisappearedFileChangesNothing() throws Exception {
        write("routes/order.md", "When a user orders");
        bench.startup.open();
        bench.close();

        bench = new Bench(home);
        bench.startup.open();
        assertThat(bench.versions.integrations()).containsExactly(new Integration("order", 1, 1, false));

        Files.delete(home.resolve("routes/order.md"));
        bench.folder.look();
        assertThat(bench.cells.running).containsOnlyKeys("order");
    }

    @Test
    void aPersonsVersionIsNotUndoneByTheFileAtTheNextStart() throws Exception {
        write("routes/order.md", "When a user orders");
        bench.startup.open();
        bench.submitted("order", "When a user orders twice");
        bench.integrations.approve("order", 2, "api");
        bench.close();

        bench = new Bench(home);
        bench.startup.open();

        assertThat(bench.versions.integrations()).containsExactly(new Integration("order", 2, 2, false));
    }

    @Test
    void aChangedFileIsTakenInOnceItHasStoppedChanging() throws Exception {
        write("routes/order.md", "first");
        bench.startup.open();

        write("routes/order.md", "second, half wri");
        bench.folder.look();
        bench.idle();
        assertThat(bench.versions.integration("order").orElseThrow().latest()).isEqualTo(1);

        write("routes/order.md", "second, half written no more");
        bench.folder.look();
        bench.folder.look();
        bench.idle();
        assertThat(bench.integrations.get("order", 2).description()).isEqualTo("second, half written no more");
        assertThat(bench.integrations.get("order", 2).status()).isEqualTo(Status.LIVE);
    }

    @Test
    void filesThatCannotBeTakenInAreInTheTable() throws Exception {
        write("routes/a.md", "x".repeat(70_000));
        Files.write(home.resolve("routes/b.md"), new byte[] {(byte) 0xff, (byte) 0xfe});
        write("routes/c.md", "  ");
        write("routes/d.md", "fine");
        write("routes/d.camel.yaml", "- route: path=/other");
        write("kamelets/s.openapi.yaml", "swagger: 2");

        assertThat(bench.startup.open())
                .extracting(StartupRow::integration, StartupRow::status, StartupRow::example)
                .containsExactly(
                        row(
                                "d",
                                "live",
                                Example.line(
                                        bench.integrations.get("d", 1), java.net.URI.create("http://127.0.0.1:8090"))),
                        row("s.openapi.yaml", "refused", "The document is not OpenAPI 3. Nothing was changed."),
                        row(
                                "a.md",
                                "refused",
                                "The file is larger than 64 KiB. It was not taken in; what is live goes on. Divide it, or say less."),
                        row("b.md", "refused", "The file is not UTF-8 text. Nothing was changed. Save it as UTF-8."),
                        row(
                                "c.md",
                                "refused",
                                "The description is empty. Nothing was created. Say in a sentence what should happen, and when."),
                        row(
                                "d.camel.yaml",
                                "refused",
                                "It would be the integration d, which d.md is already. It was not taken in; the other stays. Rename one of them."));
    }

    @Test
    void whatCouldNotStandIsTriedAgainWhenAServiceArrives() throws Exception {
        write("routes/order.md", "refuse");
        bench.startup.open();
        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.REJECTED);

        write("kamelets/inventory.openapi.yaml", "openapi getStock");
        bench.folder.look();
        bench.folder.look();
        bench.idle();
        bench.folder.look();
        bench.idle();

        assertThat(bench.versions.integration("order").orElseThrow().latest()).isEqualTo(2);
    }

    private static org.assertj.core.groups.Tuple row(String... cells) {
        return org.assertj.core.groups.Tuple.tuple((Object[]) cells);
    }

    private int seconds;

    private void write(String name, String text) throws IOException {
        var file = Files.writeString(home.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++seconds)));
    }
}

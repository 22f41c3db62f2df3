package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.cell.CellRuntime;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Status;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final CellRuntime.Failure FAILURE = new CellRuntime.Failure(
            "order",
            1,
            "X-1",
            new CellRuntime.Message(
                    new Grant.Entry("http", "POST", "/orders"),
                    Map.of("Content-Type", "application/json"),
                    "{\"sku\":\"A\"}".getBytes(StandardCharsets.UTF_8)),
            "check-stock",
            "[inventory.getStock] refused the connection.");

    @TempDir
    Path dir;

    @Test
    void keepsEverythingThatWasConfirmedWhenTheProcessIsKilled() throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writer.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String id;
        try (var lines = child.inputReader(StandardCharsets.UTF_8)) {
            do id = lines.readLine();
            while (id != null && !id.startsWith("kept "));
            child.destroyForcibly();
        }
        child.waitFor();
        assertThat(id).as("what the child confirmed").isNotNull();

        try (var store = Store.embedded(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var versions = new Versions(store, Clock.systemUTC());
            assertThat(letters.body(id.substring(5)).map(b -> new String(b, StandardCharsets.UTF_8)))
                    .contains("{\"sku\":\"A\"}");
            assertThat(versions.integrations()).containsExactly(new Integration("order", 1, 1, false));
        }
    }

    /** Commits, says so, and is killed where it stands. */
    static final class Writer {
        public static void main(String[] args) throws InterruptedException {
            var store = Store.embedded(Path.of(args[0]));
            var versions = new Versions(store, Clock.systemUTC());
            versions.makeLive(versions.create("order", "api", Lang.EN, "When", Status.DRAFTING, Dossier.EMPTY));
            var id = new DeadLetterStore(store, Clock.systemUTC()).keep(FAILURE);
            System.out.println("kept " + id);
            System.out.flush();
            Thread.sleep(60_000);
        }
    }

    @Test
    void saysWhatToDoWhenTheDirectoryCannotBeWritten() throws IOException {
        var file = Files.writeString(dir.resolve("data"), "a file");

        assertThatThrownBy(() -> Store.embedded(file))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage(
                        ("[data directory %s] it cannot be written: it is read-only, full, or not a directory. Nothing "
                                        + "was started and nothing was changed. Make it a writable directory with free space, "
                                        + "or set routewright.data-dir to another one.")
                                .formatted(file));
    }

    @Test
    void saysWhatToDoWhenTheStoreIsDamaged() throws IOException {
        Files.writeString(dir.resolve("store.mv.db"), "not a database ".repeat(2000));

        assertThatThrownBy(() -> Store.embedded(dir))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage(
                        ("[store %s] its file is damaged. Nothing was started and the file was left as it is. Restore "
                                        + "store.mv.db from a backup, or move it away to begin with an empty store.")
                                .formatted(dir));
    }

    @Test
    void saysWhatToDoWhenAnotherProcessHasTheStoreOpen() throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writer.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = child.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null && !line.startsWith("kept "); ) line = lines.readLine();

            assertThatThrownBy(() -> Store.embedded(dir))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage(("[store %s] another process has it open. Nothing was started; that process goes on "
                                    + "undisturbed. Stop it first, or set routewright.data-dir to a directory of its own.")
                            .formatted(dir));
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void keepsDeadLettersUntilTheyAreReplayedOnce() {
        try (var store = Store.embedded(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(FAILURE);

            assertThat(letters.find("order", id))
                    .get()
                    .usingRecursiveComparison()
                    .ignoringFields("kept")
                    .isEqualTo(new DeadLetterStore.DeadLetter(
                            id,
                            1L,
                            "order",
                            1,
                            "X-1",
                            FAILURE.message().entry(),
                            FAILURE.message().headers(),
                            11L,
                            "check-stock",
                            FAILURE.cause(),
                            java.time.Instant.EPOCH,
                            null,
                            "kept",
                            null,
                            null));
            assertThat(letters.waiting()).isEqualTo(Map.of("order", 1L));
            assertThat(letters.beginReplay(id)).isTrue();
            assertThat(letters.beginReplay(id)).isFalse();
            letters.giveBackInterrupted();
            assertThat(letters.beginReplay(id)).isTrue();
            letters.markReplayed(id, "answered 200");
            assertThat(letters.waiting()).isEmpty();
            assertThat(letters.delete("other", id)).isFalse();
            assertThat(letters.delete("order", id)).isTrue();
            assertThat(letters.list("order", DeadLetterFilter.ALL, Long.MAX_VALUE, 10))
                    .isEmpty();
        }
    }

    @Test
    void keepsAMessageWithoutABody() {
        try (var store = Store.embedded(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(new CellRuntime.Failure(
                    "tick",
                    1,
                    "X-1",
                    new CellRuntime.Message(new Grant.Entry("timer", "", "PT5M"), Map.of(), null),
                    null,
                    "It failed."));

            assertThat(letters.body(id)).isEmpty();
            assertThat(letters.find("tick", id).orElseThrow().bodySize()).isNull();
        }
    }

    @Test
    void readsBackServices() {
        var stored = new ServiceRegistry.Store.Stored(
                "inventory", "openapi: 3.0.0", List.of(URI.create("http://127.0.0.1:1")), Mediation.DEFAULT);
        try (var store = Store.embedded(dir)) {
            var services = new ServiceStore(store);
            services.save(stored);
            services.save(stored);
        }
        try (var store = Store.embedded(dir)) {
            var services = new ServiceStore(store);
            assertThat(services.load()).containsExactly(stored);
            services.delete("inventory");
            assertThat(Optional.of(services.load())).contains(List.of());
        }
    }
}

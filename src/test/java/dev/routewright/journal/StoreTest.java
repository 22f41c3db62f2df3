package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.cell.CellRuntime;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @DisabledOnOs(OS.WINDOWS)
    void isReadByItsOwnerAlone() throws Exception {
        Store.embedded(dir).close();
        assertThat(Files.getPosixFilePermissions(dir.resolve("store.mv.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

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
    void whatANewerVersionWroteIsLeftAlone() {
        try (var store = Store.embedded(dir)) {
            store.jdbc().sql("""
                            insert into "flyway_schema_history"
                            ("installed_rank", "version", "description", "type", "script", "installed_by",
                                "execution_time", "success")
                            values (99, '999', 'later', 'SQL', 'V999__later.sql', 'somebody', 1, true)
                            """).update();
        }

        assertThatThrownBy(() -> Store.embedded(dir))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage(
                        ("[store %s] a newer version of Routewright has changed its tables. Nothing was started and "
                                        + "nothing was changed. Start that version, or restore a backup from before it.")
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
}

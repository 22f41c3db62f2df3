package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged application with a real PostgreSQL as its store is killed and started again: nothing it confirmed was
 * anywhere else, and the lock of the one that died keeps nobody out.
 */
class PostgresIT {
    private static final String ORDER =
            "{\"orderId\":\"O-1\",\"userId\":\"U-17\",\"sku\":\"SKU-100\",\"quantity\":2,\"amount\":59.8}";

    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void whatWasLiveAndWhatWasKeptIsThereAfterAKill() throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "There are binaries of PostgreSQL for Linux on amd64 only.");
        assumeTrue(
                new ProcessBuilder("sh", "-c", "[ \"$(id -u)\" != 0 ] || unshare -U true")
                                .start()
                                .waitFor()
                        == 0,
                "PostgreSQL does not run as root, and this machine lets nobody step down.");
        try (var postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "16MB")
                .start()) {
            var store = new String[] {
                "--routewright.store.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--routewright.store.user=postgres"
            };
            var routes = Files.createDirectories(first.resolve("routes"));
            Files.copy(Path.of("..", "routes", "order.en.md"), routes.resolve("order.md"));
            String letter;
            try (var app = App.start(first, List.of("kamelets"), store)) {
                awaitLive(app);
                assertThat(app.call("POST", "/orders", ORDER).status()).isEqualTo(200);
                app.useInstances("inventory", List.of("http://127.0.0.1:1"));
                assertThat(app.call("POST", "/orders", ORDER).status()).isGreaterThanOrEqualTo(500);
                letter = app.deadLetters("order").get(0).path("id").asText();
                app.kill();
            }
            // Another folder: all that is left of the first is in the database.
            try (var app = App.start(second, List.of("kamelets"), store)) {
                awaitLive(app);
                assertThat(app.deadLetters("order"))
                        .extracting(one -> one.path("id").asText())
                        .containsExactly(letter);
            }
        }
    }

    private static void awaitLive(App app) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> app.integrations().stream()
                                .filter(one -> one.path("status").asText().equals("live"))
                                .count()
                        == 1);
    }
}

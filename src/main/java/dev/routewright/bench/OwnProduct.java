package dev.routewright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A runtime of our own in a directory that goes when it goes. The model, the policy and the limits are the user's; store,
 * folders, ports, broker and what goes live without a person are not, so that nothing the user has is touched.
 */
final class OwnProduct implements Product {
    private final Path home;
    private final URI ingress;
    private final Running running;

    private OwnProduct(Path home, URI ingress, Running running) {
        this.home = home;
        this.ingress = ingress;
        this.running = running;
    }

    /** @param own routes of one's own stand in for the drafter, so none is asked */
    static OwnProduct start(Starter starter, Ports ports, @Nullable String kafka, boolean own) {
        var home = directory();
        int port = ports.free();
        try {
            var running = starter.start(settings(home, port, kafka, own));
            return new OwnProduct(home, URI.create("http://127.0.0.1:" + port), running);
        } catch (RuntimeException e) {
            delete(home);
            throw e;
        }
    }

    private static List<String> settings(Path home, int port, @Nullable String kafka, boolean own) {
        var settings = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--server.shutdown=immediate",
                "--routewright.ingress.address=127.0.0.1",
                "--routewright.ingress.port=" + port,
                "--routewright.data-dir=" + home.resolve("data"),
                // None: the embedded one, also for a user who has another.
                "--routewright.store.url=",
                "--routewright.routes=" + home.resolve("routes"),
                "--routewright.kamelets=" + home.resolve("kamelets"),
                "--routewright.approval.folder=ask",
                "--routewright.approval.api=ask",
                "--routewright.kafka.brokers=" + (kafka == null ? "" : kafka),
                "--logging.level.root=error",
                "--logging.level.dev.routewright=error"));
        if (own) settings.add("--routewright.model.provider=offline");
        return settings;
    }

    private static Path directory() {
        try {
            var home = Files.createTempDirectory("routewright-bench");
            for (var folder : List.of("routes", "kamelets", "data/files"))
                Files.createDirectories(home.resolve(folder));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for a directory of the benchmark's own.", e);
        }
    }

    @Override
    public URI control() {
        return running.control();
    }

    @Override
    public URI ingress() {
        return ingress;
    }

    @Override
    public Path files() {
        return home.resolve("data/files");
    }

    @Override
    public Path routes() {
        return home.resolve("routes");
    }

    @Override
    public void close() {
        running.close();
        delete(home);
    }

    private static void delete(Path home) {
        try (var all = Files.walk(home)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(one);
        } catch (IOException e) {
            // In the system's temporary folder, which is emptied in time.
        }
    }
}
